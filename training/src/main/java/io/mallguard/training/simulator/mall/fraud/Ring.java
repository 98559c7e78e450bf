package io.mallguard.training.simulator.mall.fraud;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A ring, or a lone offender: what it has and how it works. One owner thread. */
final class Ring {
  private static final double SHARES_CARDS = 0.65;
  private static final double MOST_ORDERS_PER_DAY = 30;
  private static final long FIRST_CEILING_MINOR = 25_000;

  private final int number;
  private final int lastDay;
  private final boolean isLone;
  private final double ordersOfOthers;
  private final boolean sharesCards;
  private final Chance chance;
  private final List<Account> accounts = new ArrayList<>();
  private final List<Shop> shops = new ArrayList<>();
  private final Set<Device> equipment = new LinkedHashSet<>();
  private final List<Debt> debts = new ArrayList<>();
  private Typology typology;
  private double discipline;
  private DeviceKind devices;
  private double amountFactor = 1;
  private double patience = 1;
  private long ceilingMinor = FIRST_CEILING_MINOR;
  private long idleUntilMillis = Long.MIN_VALUE;
  private List<Account> kin = List.of();
  private int turn;

  /** What the ring owes a buyer for an order. */
  record Debt(Account account, long minor, Tag tag) {}

  Ring(
      int number,
      Typology typology,
      boolean isLone,
      double discipline,
      DeviceKind devices,
      int lastDay,
      double ordersOfOthers,
      Chance chance) {
    this.number = number;
    this.typology = typology;
    this.isLone = isLone;
    this.discipline = discipline;
    this.devices = devices;
    this.lastDay = lastDay;
    this.ordersOfOthers = ordersOfOthers;
    this.chance = chance;
    this.sharesCards = chance.happens(SHARES_CARDS);
  }

  int number() {
    return number;
  }

  Typology typology() {
    return typology;
  }

  /** Whether it is one person with one account. */
  boolean isLone() {
    return isLone;
  }

  /** Whether its accounts are its own; T4 and T6 work with people who have a life anyway. */
  boolean ownsAccounts() {
    return typology != Typology.T4 && typology != Typology.T6;
  }

  /** About how many orders it makes on a day; the careful have an account rest for days. */
  double ordersPerDay() {
    return ownsAccounts()
        ? Math.min(MOST_ORDERS_PER_DAY, ordersPerAccountDay() * open())
        : ordersOfOthers;
  }

  private long open() {
    return accounts.stream().filter(account -> !account.isClosed()).count();
  }

  /** Which share of its accounts' time it needs; the largest have more accounts than work. */
  double workload() {
    return ordersPerDay() / Math.max(0.05, ordersPerAccountDay() * open());
  }

  /** About how many orders an account of it makes on a day. */
  double ordersPerAccountDay() {
    return Math.max(0.05, 0.27 - 0.24 * discipline);
  }

  double discipline() {
    return discipline;
  }

  DeviceKind devices() {
    return devices;
  }

  int lastDay() {
    return lastDay;
  }

  Chance chance() {
    return chance;
  }

  List<Account> accounts() {
    return accounts;
  }

  /** Devices that it got for its accounts and still has; in the order in which it got them. */
  Set<Device> equipment() {
    return equipment;
  }

  List<Shop> shops() {
    return shops;
  }

  /** Comes after another ring of the same people. */
  void follows(Ring older) {
    kin = older.accounts;
  }

  /** Whether its money leaves through the cards of one another. */
  boolean sharesCards() {
    return sharesCards;
  }

  /** What the truth says of what an account does for it outside of any chain of events. */
  Tag tag(Account agent) {
    return new Tag(typology, "", number, agent.number(), discipline, -1, 0, 0, "");
  }

  /** An account of the ring before this one. */
  Optional<Account> kin(Chance chance) {
    return kin.isEmpty() ? Optional.empty() : Optional.of(kin.get(chance.below(kin.size())));
  }

  double amountFactor() {
    return amountFactor;
  }

  /** How much longer it waits than the careless. */
  double slowness() {
    return patience * (1 + 20 * discipline * discipline);
  }

  boolean isIdle(long nowMillis) {
    return nowMillis < idleUntilMillis;
  }

  boolean canWork(long nowMillis) {
    return !isIdle(nowMillis) && accounts.stream().anyMatch(Account::isActive);
  }

  /** The next of its accounts that may act. */
  Account nextAccount() {
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(turn++ % accounts.size());
      if (account.isActive()) {
        return account;
      }
    }
    return accounts.get(0);
  }

  /** With how many of its accounts each device works. */
  Map<Device, Long> accountsByDevice() {
    return accounts.stream().collect(groupingBy(Account::device, counting()));
  }

  /** Whether an account is the ring's, not that of somebody who has a life anyway. */
  boolean owns(Account account) {
    return account.ring() == number;
  }

  /** One of its shops that sells, the first if none does. */
  Shop nextShop() {
    List<Shop> open = shops.stream().filter(Shop::sells).toList();
    return open.isEmpty() ? shops.get(0) : open.get(chance.below(open.size()));
  }

  /** The most it believes the mall pays back without a person. */
  long ceilingMinor() {
    return ceilingMinor;
  }

  /** Learns from a refund: a little more next time, or a fifth less. */
  void learn(long amountMinor, boolean wasAutomatic) {
    double factor = wasAutomatic ? 1.15 : 0.8;
    long believed = (long) (amountMinor * factor);
    boolean news = wasAutomatic == (believed > ceilingMinor);
    if (news) {
      ceilingMinor = Math.max(5000, Math.min(150_000, believed));
    }
  }

  void owe(Account account, long minor, Tag tag) {
    debts.add(new Debt(account, minor, tag));
  }

  /** The debts that a sum covers, older ones first; they are settled then. */
  List<Debt> settle(long minor) {
    List<Debt> covered = new ArrayList<>();
    long left = minor;
    for (Debt debt : List.copyOf(debts)) {
      if (debt.minor() <= left) {
        left -= debt.minor();
        covered.add(debt);
      }
    }
    debts.removeAll(covered);
    return covered;
  }

  /** Does nothing before an instant. */
  void waitUntil(long untilMillis) {
    idleUntilMillis = untilMillis;
  }

  /** Was noticed: lies low for days, then does one thing differently. */
  void adapt(long nowMillis, long pauseMillis) {
    idleUntilMillis = nowMillis + pauseMillis;
    discipline = Math.min(0.98, discipline + 0.05);
    switch (chance.below(4)) {
      case 0 -> amountFactor *= 0.8;
      case 1 -> patience *= 2;
      case 2 -> devices = DeviceKind.PHONE;
      default -> typology = typology == Typology.T1 ? Typology.T3 : typology;
    }
  }
}
