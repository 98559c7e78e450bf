package io.mallguard.training.simulator.mall.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.truth.Typology;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What only the last months of the schedule have. */
class DriftTest {
  private final MallPlan plan = new MallPlan(MallSize.M, Level.DEFAULT, 1, true);
  private final Drift drift = new Drift(plan);
  private final int october =
      (int) ChronoUnit.DAYS.between(plan.size().firstDay(), LocalDate.of(2025, 10, 1));

  @Test
  void theLastTwoMonthsHideInBusyShopsAndTalkMorePeopleIntoIt() {
    assertThat(drift.hidesAmongBuyers(Typology.T4, october)).isTrue();
    assertThat(drift.hidesAmongBuyers(Typology.T1, october)).isFalse();
    assertThat(drift.ordersOfOthers(Typology.T4, october)).isEqualTo(2);
    assertThat(drift.ordersOfOthers(Typology.T6, october)).isEqualTo(6);
    assertThat(drift.scamShare(october)).isEqualTo(0.7);
  }

  @Test
  void noMonthBeforeHasThem() {
    for (int day = -1000; day < october; day++) {
      assertThat(drift.hidesAmongBuyers(Typology.T4, day)).isFalse();
      assertThat(drift.ordersOfOthers(Typology.T4, day)).isEqualTo(6);
      assertThat(drift.scamShare(day)).isEqualTo(0.35);
    }
  }
}
