package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import java.util.List;

/** What is in fashion among offenders, month by month. Immutable. */
final class Drift {
  private static final long STREAM = 'q';

  /** The order of the columns below. */
  static final List<Typology> CASH_OUT =
      List.of(Typology.T1, Typology.T2, Typology.T3, Typology.T4, Typology.T5);

  /** Shares of the value of new fraud, per cent, two months each. */
  private static final double[][] VALUE_SHARES = {
    {60, 20, 5, 10, 5}, {40, 35, 8, 12, 5}, {20, 35, 20, 18, 7}, {10, 20, 35, 25, 10}
  };

  /** Typical amounts of an order, in yuan. */
  private static final double[][] YUAN = {
    {1900, 620, 1100, 1500, 420},
    {900, 480, 800, 1300, 380},
    {340, 210, 420, 900, 260},
    {310, 190, 250, 1200, 600}
  };

  private final MallPlan plan;
  private final Days days;

  Drift(MallPlan plan) {
    this.plan = plan;
    this.days = plan.days();
  }

  private int phase(int day) {
    return (days.driftMonth(day) - 1) / 2;
  }

  /** Months 7 and 8. */
  private boolean isLastPhase(int day) {
    return phase(day) == YUAN.length - 1;
  }

  /** Share of all orders that are cash-out; some months see more. */
  double orderShare(int day) {
    Chance chance = Chance.of(plan.seed(), STREAM, days.month(day));
    return 0.004 * plan.size().fraudFactor() * chance.between(0.75, 1.35);
  }

  /** Share of the cash-out orders that are of a typology. */
  double share(Typology typology, int day) {
    double sum = 0;
    for (Typology each : CASH_OUT) {
      sum += weight(each, day);
    }
    return weight(typology, day) / sum;
  }

  private double weight(Typology typology, int day) {
    int column = CASH_OUT.indexOf(typology);
    return VALUE_SHARES[phase(day)][column] / YUAN[phase(day)][column];
  }

  /** Typical amount of an order. */
  double yuan(Typology typology, int day) {
    return YUAN[phase(day)][CASH_OUT.indexOf(typology)];
  }

  /**
   * Discipline of a new offender, 0 to 1: its mean goes from 0.30 to 0.65.
   *
   * @param draw from a Beta(2, 2)
   */
  double discipline(int day, double draw) {
    double mean = 0.30 + 0.05 * (days.driftMonth(day) - 1) + plan.level().disciplineShift();
    double c = mean + 0.9 * (draw - 0.5);
    return Math.max(0.02, Math.min(0.98, c));
  }

  /** What a new ring works with, as long as it is careless. */
  DeviceKind devices(int day, Chance chance) {
    return switch (phase(day)) {
      case 0 -> DeviceKind.FARM;
      case 1 -> chance.happens(0.7) ? DeviceKind.EMULATOR : DeviceKind.FARM;
      case 2 -> chance.oneOf(DeviceKind.FARM, DeviceKind.EMULATOR, DeviceKind.CLOUD);
      default -> DeviceKind.CLOUD;
    };
  }

  /** Whether rings hide behind the addresses of homes. */
  boolean residentialProxies(int day) {
    return phase(day) >= 2;
  }

  /** Whether rings that turn people's credit into cash rent shops in which many buy anyway. */
  boolean hidesAmongBuyers(Typology typology, int day) {
    return typology == Typology.T4 && isLastPhase(day);
  }

  /** About how many orders people make on a day for a new ring without accounts of its own. */
  double ordersOfOthers(Typology typology, int day) {
    return hidesAmongBuyers(typology, day) ? 2 : 6;
  }

  /** Share of T5's orders that people are talked into, and pay with what is theirs. */
  double scamShare(int day) {
    return isLastPhase(day) ? 0.7 : 0.35;
  }

  /** Slower or quicker refunds than a ring's discipline says. */
  double refundDelayFactor(int day) {
    return switch (phase(day)) {
      case 0 -> 1;
      case 1 -> 2;
      default -> 6;
    };
  }

  /** Whether the way of moving money that nobody has seen before is known by now. */
  boolean hasNewVariant(int day) {
    return isLastPhase(day);
  }
}
