package io.mallguard.training.simulator.mall.fraud;

import static java.util.stream.Collectors.toSet;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Where;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import io.mallguard.training.simulator.mall.world.Net;
import io.mallguard.training.simulator.mall.world.NetKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What offenders' accounts work with: devices, addresses, bank cards. One owner thread. */
final class Equipment {
  private static final double CARD_OF_ANOTHER = 0.55;
  private static final double CARD_OF_ONE_BEFORE = 0.85;
  private static final double CARD_OF_OLD_RING = 0.4;
  private static final double FIRST_CARD_OF_OLD_RING = 0.8;

  /** Share of lone offenders who work on the phone of their family. */
  private static final double AT_HOME = 0.6;

  /** Numbers of devices that rings get begin here, above those of people and of dormitories. */
  private static final int DEVICES = 1 << 26;

  private final Mall mall;
  private int lastDevice;

  Equipment(Mall mall) {
    this.mall = mall;
  }

  /** Sells the phones of a ring on which no account acts any more. */
  void sellUnused(Ring ring) {
    Set<Device> used =
        ring.accounts().stream()
            .filter(account -> !account.isClosed())
            .map(Account::device)
            .collect(toSet());
    List<Device> unused = ring.equipment().stream().filter(one -> !used.contains(one)).toList();
    for (Device device : unused) {
      ring.equipment().remove(device);
      if (device.kind() == DeviceKind.PHONE) {
        mall.world().resell(device);
      }
    }
  }

  /** Gives an account of a ring, which comes next, what it works with. */
  void give(Account account, Ring ring, Drift drift, int day) {
    Chance chance = ring.chance();
    leaveBy(account, ring, day, chance);
    if (account.isRegistered() && chance.happens(ring.discipline())) {
      // Bought with its phone, or only the one who had it is paid.
      return;
    }
    shareCard(account, ring, chance);
    if (ring.isLone() && chance.happens(mall.plan().lookAlike(AT_HOME))) {
      workAtHome(account, chance);
      return;
    }
    Optional<Account> with =
        chance.happens(sharing(ring)) ? partner(ring, chance) : Optional.empty();
    if (with.isPresent()) {
      account.shareDevice(with.get());
      account.net(with.get().net());
      return;
    }
    boolean own = chance.happens(2 * ring.discipline());
    DeviceKind kind = own ? DeviceKind.PHONE : ring.devices();
    Device device = new Device(kind, DEVICES + ++lastDevice);
    ring.equipment().add(device);
    account.device(device);
    account.net(net(ring, drift, day, chance));
  }

  /** On the phone of a family that knows nothing, where there is one. */
  private void workAtHome(Account account, Chance chance) {
    Account relative = mall.world().anyone(chance);
    if (relative.ring() < 0 && !relative.person().isSeller()) {
      account.shareDevice(relative);
      account.net(Where.home(relative.person().household(), relative.person().city()));
    }
  }

  /** Cards with a name are dear: the careless register many accounts with one. */
  private void shareCard(Account account, Ring ring, Chance chance) {
    if (account.isRegistered() || !chance.happens(CARD_OF_ANOTHER * (1 - ring.discipline()))) {
      return;
    }
    Optional<Account> other =
        ring.accounts().isEmpty() || chance.happens(CARD_OF_OLD_RING)
            ? ring.kin(chance)
            : Optional.of(first(ring.accounts(), 0.6, chance));
    other.ifPresent(account::shareCards);
  }

  /**
   * Money of most rings leaves through each other's cards: an account has the card of the one
   * before, or of an earlier ring of the same people. No card has many accounts, but they are a
   * chain.
   */
  private void leaveBy(Account account, Ring ring, int day, Chance chance) {
    if (!ring.sharesCards() || !ring.typology().isFraud() || !chance.happens(CARD_OF_ONE_BEFORE)) {
      return;
    }
    Optional<Account> before = before(ring, chance);
    if (before.isPresent()) {
      long card = before.get().debitCard();
      long fromMillis = Math.max(account.person().bornMillis(), mall.days().startMillis(day));
      long atMillis = fromMillis + chance.aroundSeconds(80_000, 0.8);
      mall.agenda().at(atMillis, now -> bind(account, card, ring, now));
    }
  }

  private static Optional<Account> before(Ring ring, Chance chance) {
    List<Account> all = ring.accounts();
    boolean old = chance.happens(all.isEmpty() ? FIRST_CARD_OF_OLD_RING : CARD_OF_OLD_RING);
    Optional<Account> kin = old ? ring.kin(chance) : Optional.empty();
    return kin.or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1)));
  }

  private void bind(Account account, long card, Ring ring, long nowMillis) {
    Tag tag = ring.tag(account);
    mall.registry().bind(account, card, "debit_card", tag, nowMillis);
    account.exitBy(card);
  }

  /**
   * How likely an account works with the device of another one: nearly always with the careless,
   * hardly ever with the careful.
   */
  private static double sharing(Ring ring) {
    double usual = Math.max(0.05, Math.min(0.95, 4.2 - 4.5 * ring.discipline()));
    boolean needsOwnPhones = ring.typology() == Typology.T7 || ring.typology() == Typology.T9;
    return needsOwnPhones ? 0.1 * usual : usual;
  }

  /**
   * With whom a device is shared: the careless all take the same, the careful go in twos. Nobody
   * works with the phone that somebody sold an account with.
   */
  private static Optional<Account> partner(Ring ring, Chance chance) {
    List<Account> equipped =
        ring.accounts().stream()
            .filter(one -> ring.equipment().contains(one.device()) && !one.isClosed())
            .toList();
    if (equipped.isEmpty()) {
      return Optional.empty();
    }
    if (chance.happens(6 * ring.discipline() - 3.6)) {
      return Optional.of(equipped.get(equipped.size() - 1));
    }
    List<Account> welcome =
        equipped.stream().filter(one -> hasRoom(one.device(), equipped)).toList();
    return welcome.isEmpty() ? Optional.empty() : Optional.of(first(welcome, 0.9, chance));
  }

  /** A phone of a farm has ten to twenty accounts. */
  private static boolean hasRoom(Device device, List<Account> equipped) {
    long accounts = equipped.stream().filter(one -> one.device().equals(device)).count();
    return accounts < 10 + device.number() % 11;
  }

  /** The first of some, else any of them. */
  private static Account first(List<Account> some, double chances, Chance chance) {
    return some.get(chance.happens(chances) ? 0 : chance.below(some.size()));
  }

  private Net net(Ring ring, Drift drift, int day, Chance chance) {
    int city = mall.cities().any(chance);
    if (drift.residentialProxies(day) || chance.happens(ring.discipline())) {
      int household = chance.below(mall.plan().size().buyers());
      return Where.home(household, city);
    }
    NetKind kind =
        chance.happens(0.5)
            ? NetKind.DATACENTER
            : chance.happens(0.5) ? NetKind.PROXY : NetKind.RESIDENTIAL;
    return kind == NetKind.RESIDENTIAL
        ? Where.home((1 << 24) + ring.number(), city)
        : new Net(kind, chance.below(200), city);
  }
}
