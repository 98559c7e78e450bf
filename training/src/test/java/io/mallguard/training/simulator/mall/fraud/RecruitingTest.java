package io.mallguard.training.simulator.mall.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.schema.Schemas;
import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.MallLog;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import io.mallguard.training.simulator.mall.world.Shop;
import io.mallguard.training.simulator.mall.world.Trait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose accounts rings work with. */
class RecruitingTest {
  private static final MallPlan PLAN = new MallPlan(MallSize.XS, Level.DEFAULT, 5, true);
  private static final int ACCOUNTS = 200;
  private static final int RINGS = 10;

  /* November and December: the plan begins with month 5. */
  private static final int MONTH_6 = 31;
  private static final int MONTH_7 = 61;

  @TempDir Path temp;

  private int settlers;

  private record Settled(Mall mall, Recruiting recruiting) {}

  private <T> T settled(MallPlan plan, Function<Settled, T> then) throws IOException {
    var schema = Schemas.builtIn("mall");
    try (TruthFile truth = TruthFile.create(temp, plan)) {
      Mall mall = new Mall(plan, schema, new MallLog(schema, plan.seed(), events -> {}, truth));
      Census census = new Census(plan, mall.world(), mall.cities());
      census.settle();
      settlers = mall.world().accounts().size();
      return then.apply(new Settled(mall, new Recruiting(mall, census, new Equipment(mall))));
    }
  }

  private List<Account> accounts(MallPlan plan) throws IOException {
    Ring ring = new Ring(1, Typology.T2, false, 0.5, DeviceKind.PHONE, 90, 6, Chance.of(1, 1, 1));
    Drift drift = new Drift(plan);
    return settled(
        plan,
        settled -> {
          for (int i = 0; i < ACCOUNTS; i++) {
            settled.recruiting().addAccount(ring, drift, 1);
          }
          return ring.accounts();
        });
  }

  /** Orders so far of shops that careless rings of a typology get, 0 for those that they open. */
  private List<Integer> ordersOfShops(Typology typology, int day) throws IOException {
    Drift drift = new Drift(PLAN);
    return settled(
        PLAN,
        settled -> {
          settled.mall().agenda().run(0);
          settled.mall().world().shops().forEach(RecruitingTest::sell);
          return IntStream.rangeClosed(1, RINGS)
              .map(ring -> ordersOfShop(settled.recruiting(), typology, ring, drift, day))
              .boxed()
              .toList();
        });
  }

  /** The more, the higher its number. */
  private static void sell(Shop shop) {
    for (int i = 0; i <= shop.number(); i++) {
      shop.ordered();
    }
  }

  private static int ordersOfShop(
      Recruiting recruiting, Typology typology, int number, Drift drift, int day) {
    Chance chance = Chance.of(1, 2, number);
    Ring ring = new Ring(number, typology, false, 0, DeviceKind.PHONE, 90, 6, chance);
    recruiting.addShop(ring, drift, day);
    Shop shop = ring.shops().get(0);
    // The next ring may have it as well.
    shop.join(-1);
    return shop.orders();
  }

  @Test
  void fromMonth7OnThoseWhoTurnCreditIntoCashHideInBusyShops() throws IOException {
    int shops = PLAN.size().shops();
    assertThat(ordersOfShops(Typology.T4, MONTH_7)).hasSize(RINGS).allMatch(n -> n > shops / 2);
    assertThat(ordersOfShops(Typology.T4, MONTH_6)).hasSize(RINGS).contains(0);
    assertThat(ordersOfShops(Typology.T1, MONTH_7)).hasSize(RINGS).contains(0);
  }

  private static long inDebt(List<Account> accounts) {
    return accounts.stream().filter(one -> one.person().trait() == Trait.STRESSED).count();
  }

  @Test
  void mostWhoSellAnAccountOrLendTheirNameLiveOnCredit() throws IOException {
    List<Account> all = accounts(PLAN);
    List<Account> lent = all.stream().filter(one -> one.number() >= settlers).toList();
    List<Account> sold = all.stream().filter(one -> one.number() < settlers).toList();
    assertThat(lent).hasSizeGreaterThan(ACCOUNTS / 4);
    assertThat(sold).hasSizeGreaterThan(ACCOUNTS / 4);
    assertThat(inDebt(lent)).isBetween(lent.size() * 50L / 100, lent.size() * 85L / 100);
    assertThat(inDebt(sold)).isBetween(sold.size() * 50L / 100, sold.size() * 85L / 100);
  }

  @Test
  void nobodyDoesWhereNobodyLooksWrong() throws IOException {
    assertThat(inDebt(accounts(PLAN.withoutLookAlikes()))).isZero();
  }
}
