package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.chance.Weights;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes people, their accounts and their shops. One owner thread. */
public final class Census {
  /** How many tastes there are. */
  public static final int TASTES = 8;

  private static final List<Trait> TRAITS = List.of(Trait.values());
  private static final long PERSON = 'P';
  private static final long SHOP = 'S';
  private static final long MOVING = 'Y';
  private static final double MONTH_DAYS = 30.4;

  /** Gamma-Poisson: mean and shape; the mean makes up for months in which people stay away. */
  private static final double ORDERS_PER_MONTH = 3.15;

  private static final double SHAPE = 0.45;
  private static final double CREDIT_LINE_SHARE = 0.5;
  private static final double CREDIT_CARD_SHARE = 0.4;
  private static final double SHARED_CARD_SHARE = 0.35;
  private static final double SHARED_DEVICE_SHARE = 0.55;
  private static final double DORMITORIES = 3.4 / 10_000;

  /** Share of dormitories of people who live together, not work, that fill in autumn. */
  private static final double FILLED_IN_AUTUMN = 0.8;

  private static final double SECOND_HAND_PHONES = 0.2;

  /** Share of those that offenders worked with before. */
  private static final double PHONES_OF_OFFENDERS = 0.8;

  /** Share of people with a second-hand phone who live on credit. */
  private static final double POOR = 0.6;

  private static final double OLD_SHOP_SHARE = 0.8;
  private static final Weights HOUSEHOLDS = Weights.of(0, 45, 30, 17, 8);

  private final MallPlan plan;
  private final Days days;
  private final World world;
  private final Cities cities;
  private final Weights traits;
  private final Weights shopCategories;
  private final List<Move> moves = new ArrayList<>();

  /** The census of a plan. */
  public Census(MallPlan plan, World world, Cities cities) {
    this.plan = plan;
    this.days = plan.days();
    this.world = world;
    this.cities = cities;
    this.traits = traits(plan.lookAlikeFactor());
    this.shopCategories =
        Weights.of(
            Category.ALL.stream().mapToDouble(c -> StrictMath.pow(c.share(), 0.7)).toArray());
  }

  private static Weights traits(double factor) {
    double[] weights = TRAITS.stream().mapToDouble(t -> t.share() * factor).toArray();
    weights[0] = 1 - Arrays.stream(weights).sum();
    return Weights.of(weights);
  }

  /** All who are there on the first day, and their shops. */
  public void settle() {
    while (world.accounts().size() < plan.size().buyers()) {
      household();
    }
    for (int i = 0; i < plan.size().shops(); i++) {
      Chance chance = Chance.of(plan.seed(), SHOP, i);
      long openedMillis = past(chance, 350);
      int category =
          chance.happens(0.03) ? Category.numberOf("c_services") : shopCategories.pick(chance);
      shop(chance, owner(ownerBirthMillis(openedMillis, chance), chance), category, openedMillis);
    }
  }

  private long ownerBirthMillis(long openedMillis, Chance chance) {
    boolean old = chance.happens(0.6);
    long agoMillis = old ? chance.seconds(864_000, 20_000_000) : chance.seconds(600, 864_000);
    return Math.max(openedMillis - agoMillis, days.startMillis(-Days.PREHISTORY));
  }

  private void household() {
    int first = world.accounts().size();
    Chance chance = Chance.of(plan.seed(), PERSON, first);
    boolean isDormitory = chance.happens(plan.lookAlike(DORMITORIES));
    Household all =
        isDormitory ? Household.dormitory(chance) : Household.family(HOUSEHOLDS.pick(chance));
    int city = cities.any(chance);
    for (int i = 0; i < all.size(); i++) {
      boolean shares = !isDormitory && i > 0 && chance.happens(plan.lookAlike(SHARED_DEVICE_SHARE));
      long bornMillis = past(chance, 260);
      Account member = add(new Someone(first, all.size(), city, bornMillis, all.trait()), chance);
      if (isDormitory && fillsInAutumn(all, first)) {
        world.lodge(member);
        moves.add(new Move(member, all.commonDevice(first)));
      } else if (isDormitory) {
        lodge(member, all.commonDevice(first));
      }
      if (shares) {
        member.shareDevice(world.account(first));
      }
      if (i > 0 && chance.happens(SHARED_CARD_SHARE)) {
        member.shareCards(world.account(first));
      }
    }
  }

  private boolean fillsInAutumn(Household dormitory, int first) {
    return dormitory.devices() == DeviceKind.PHONE
        && Chance.of(plan.seed(), MOVING, first).happens(FILLED_IN_AUTUMN);
  }

  /**
   * Somebody moves in with others. Immutable.
   *
   * @param account who until then uses a phone of its own
   * @param common what all use there
   */
  public record Move(Account account, Device common) {}

  /** Those of the first day who move into a dormitory in autumn. */
  public List<Move> moves() {
    return Collections.unmodifiableList(moves);
  }

  private record Someone(
      int household, int size, int city, long bornMillis, Optional<Trait> trait) {}

  /** Somebody new, alone in the household. */
  public Account newcomer(long bornMillis) {
    int number = world.accounts().size();
    Chance chance = Chance.of(plan.seed(), PERSON, number);
    Device phone = phone(number, chance);
    boolean isPoor = phone.number() != number && chance.happens(POOR);
    Optional<Trait> trait = isPoor ? Optional.of(Trait.STRESSED) : Optional.empty();
    Account account = alone(number, bornMillis, trait, chance);
    if (phone.number() != number) {
      account.shareDevice(phone);
    }
    return account;
  }

  /**
   * Somebody new whom offenders register; what it works with is theirs to see to.
   *
   * @param poorShare probability that it lives on credit
   */
  public Account recruit(long bornMillis, double poorShare) {
    int number = world.accounts().size();
    Chance chance = Chance.of(plan.seed(), PERSON, number);
    Optional<Trait> trait =
        chance.happens(poorShare) ? Optional.of(Trait.STRESSED) : Optional.empty();
    return alone(number, bornMillis, trait, chance);
  }

  /** Somebody new in a dormitory. */
  public Account lodger(long bornMillis, Household dormitory, int firstMember) {
    int number = world.accounts().size();
    Chance chance = Chance.of(plan.seed(), PERSON, number);
    int ownCity = cities.any(chance);
    int city = number == firstMember ? ownCity : world.account(firstMember).person().city();
    Someone someone = new Someone(firstMember, 1, city, bornMillis, dormitory.trait());
    Account account = add(someone, chance);
    lodge(account, dormitory.commonDevice(firstMember));
    return account;
  }

  private void lodge(Account account, Device common) {
    account.shareDevice(common);
    world.lodge(account);
  }

  private Account alone(int number, long bornMillis, Optional<Trait> trait, Chance chance) {
    return add(new Someone(number, 1, cities.any(chance), bornMillis, trait), chance);
  }

  /** A new one, or one that somebody else had. */
  private Device phone(int number, Chance chance) {
    Device fresh = new Device(DeviceKind.PHONE, number);
    if (!chance.happens(plan.lookAlike(SECOND_HAND_PHONES))) {
      return fresh;
    }
    Device anybodys = new Device(DeviceKind.PHONE, chance.below(number));
    return chance.happens(PHONES_OF_OFFENDERS)
        ? world.buyResold(chance).orElse(anybodys)
        : anybodys;
  }

  /** With a phone of its own. */
  private Account add(Someone someone, Chance chance) {
    Trait trait = someone.trait().orElseGet(() -> TRAITS.get(traits.pick(chance)));
    Person person =
        new Person(
            world.accounts().size(),
            someone.household(),
            someone.size(),
            someone.bornMillis(),
            someone.city(),
            ordersPerDay(trait, chance),
            chance.logNormal(1, 0.35),
            chance.below(TASTES),
            trait,
            false);
    Device phone = new Device(DeviceKind.PHONE, person.number());
    boolean hasLine = trait.livesOnCredit() || chance.happens(CREDIT_LINE_SHARE);
    return world.add(
        new Account(person, phone, line(hasLine, chance), chance.happens(CREDIT_CARD_SHARE)));
  }

  private static double ordersPerDay(Trait trait, Chance chance) {
    double usual = ORDERS_PER_MONTH / MONTH_DAYS * chance.gamma(SHAPE) / SHAPE;
    return switch (trait) {
      case WHALE -> 0.5 + usual;
      case BULK_BUYER, SERVICE -> 0.2 + usual;
      case GUILD -> 0.15 + usual;
      case RETURNER, STRESSED -> 0.1 + usual;
      case ORDINARY, TRAVELLER, ELDER -> usual;
    };
  }

  private static CreditLine line(boolean has, Chance chance) {
    long yuan = has ? Math.max(5, (long) (chance.logNormal(3200, 0.8) / 100)) * 100 : 0;
    return new CreditLine(Math.min(50_000, yuan) * 100, 1 + chance.below(28));
  }

  /** Somebody who is registered to sell. */
  public Account owner(long bornMillis, Chance chance) {
    int number = world.accounts().size();
    Person person =
        new Person(
            number,
            number,
            1,
            bornMillis,
            cities.any(chance),
            0.06,
            1,
            chance.below(TASTES),
            Trait.ORDINARY,
            true);
    Device device = new Device(DeviceKind.PHONE, number);
    return world.add(new Account(person, device, line(chance.happens(0.3), chance), true));
  }

  /** A shop that opens when its time has come. */
  public Shop shop(Chance chance, Account owner, int category, long openedMillis) {
    int items = 8 + chance.below(Catalogue.ITEMS_PER_SHOP - 8);
    boolean enterprise = chance.happens(0.35);
    return world.add(
        new Shop(
            world.shops().size(),
            owner,
            category,
            owner.person().city(),
            enterprise,
            openedMillis,
            items));
  }

  /** An instant before the first day, more likely a late one; some of the shops are young. */
  private long past(Chance chance, double meanDays) {
    double ago =
        chance.happens(OLD_SHOP_SHARE) ? chance.exponential(meanDays) : chance.exponential(25);
    double within = Math.min(ago, Days.PREHISTORY - 1 - chance.between(0, 30));
    return days.startMillis(0) - (long) ((within + 0.01) * Days.DAY_MILLIS);
  }
}
