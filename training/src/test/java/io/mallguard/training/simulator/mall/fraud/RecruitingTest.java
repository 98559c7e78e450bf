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
import java.util.ArrayList;
import java.util.List;
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

  private List<Account> accounts(MallPlan plan) throws IOException {
    var schema = Schemas.builtIn("mall");
    try (TruthFile truth = TruthFile.create(temp, plan)) {
      Mall mall = new Mall(plan, schema, new MallLog(schema, plan.seed(), events -> {}, truth));
      Census census = new Census(plan, mall.world(), mall.cities());
      census.settle();
      settlers = mall.world().accounts().size();
      Recruiting recruiting = new Recruiting(mall, census, new Equipment(mall));
      Ring ring = new Ring(1, Typology.T2, false, 0.5, DeviceKind.PHONE, 90, 6, Chance.of(1, 1, 1));
      for (int i = 0; i < ACCOUNTS; i++) {
        recruiting.addAccount(ring, new Drift(plan), 1);
      }
      return ring.accounts();
    }
  }

  /** Orders so far of shops that careless rings of a typology get, 0 for those that they open. */
  private List<Integer> ordersOfShops(Typology typology, int day) throws IOException {
    var schema = Schemas.builtIn("mall");
    try (TruthFile truth = TruthFile.create(temp, PLAN)) {
      Mall mall = new Mall(PLAN, schema, new MallLog(schema, PLAN.seed(), events -> {}, truth));
      Census census = new Census(PLAN, mall.world(), mall.cities());
      census.settle();
      mall.agenda().run(0);
      mall.world()
          .shops()
          .forEach(shop -> IntStream.rangeClosed(0, shop.number()).forEach(i -> shop.ordered()));
      Recruiting recruiting = new Recruiting(mall, census, new Equipment(mall));
      Drift drift = new Drift(PLAN);
      List<Integer> orders = new ArrayList<>();
      for (int i = 1; i <= RINGS; i++) {
        Ring ring = new Ring(i, typology, false, 0, DeviceKind.PHONE, 90, 6, Chance.of(1, 2, i));
        recruiting.addShop(ring, drift, day);
        Shop shop = ring.shops().get(0);
        orders.add(shop.orders());
        shop.join(-1);
      }
      return orders;
    }
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
