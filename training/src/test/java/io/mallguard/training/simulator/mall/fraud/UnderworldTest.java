package io.mallguard.training.simulator.mall.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.schema.Schemas;
import io.mallguard.training.simulator.mall.honest.Arrivals;
import io.mallguard.training.simulator.mall.honest.Offers;
import io.mallguard.training.simulator.mall.honest.Shopping;
import io.mallguard.training.simulator.mall.judge.Verdicts;
import io.mallguard.training.simulator.mall.log.MallLog;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.Device;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rings end. */
class UnderworldTest {
  /** Long enough that rings end and are judged after that. */
  private static final MallPlan PLAN = new MallPlan(MallSize.S, Level.DEFAULT, 1, true);

  @Test
  void aPhoneIsSoldOnceAndNoRingActsOnItAnyMore(@TempDir Path temp) throws Exception {
    var schema = Schemas.builtIn("mall");
    try (TruthFile truth = TruthFile.create(temp, PLAN)) {
      Mall mall = new Mall(PLAN, schema, new MallLog(schema, PLAN.seed(), events -> {}, truth));
      live(mall);
      List<Device> sold = EquipmentTest.sold(mall);
      assertThat(sold).isNotEmpty().doesNotHaveDuplicates();
      assertThat(mall.world().accounts())
          .filteredOn(account -> account.ring() >= 0 && account.isActive())
          .extracting(Account::device)
          .isNotEmpty()
          .doesNotContainAnyElementsOf(sold);
    }
  }

  /** A mall to which nobody new comes who could buy a phone. */
  private static void live(Mall mall) throws Exception {
    Shopping shopping = new Shopping(mall, new Offers(mall));
    Census census = new Census(PLAN, mall.world(), mall.cities());
    Underworld underworld = new Underworld(mall, census, shopping);
    new Verdicts(mall, underworld::caught);
    new Arrivals(mall, census, shopping).planSettlers();
    underworld.planSettlers();
    for (int day = -Days.PREHISTORY; day < PLAN.days().count(); day++) {
      if (day >= 0) {
        underworld.plan(day);
      }
      mall.agenda().run(day);
      mall.log().closeUntil(mall.days().startMillis(day + 1));
    }
  }
}
