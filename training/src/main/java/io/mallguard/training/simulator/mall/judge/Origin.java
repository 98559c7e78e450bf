package io.mallguard.training.simulator.mall.judge;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.truth.Typology;
import java.util.Locale;

/** Where a verdict comes from, and how long that takes. */
enum Origin {
  ANALYST,
  CHARGEBACK,
  CREDIT_DEFAULT,
  POLICE,
  BUYER_COMPLAINT,
  APPEAL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Days until it is known. */
  private double delayDays(Chance chance) {
    return switch (this) {
      case ANALYST -> Math.max(0.3, Math.min(6, chance.logNormal(1.5, 0.45)));
      case CHARGEBACK ->
          chance.happens(0.02)
              ? chance.between(120, 540)
              : Math.min(120, chance.logNormal(35, 0.64));
      case CREDIT_DEFAULT -> chance.between(30, 75);
      case POLICE -> chance.between(60, 300);
      case BUYER_COMPLAINT -> chance.between(1, 9);
      case APPEAL -> chance.between(4, 25);
    };
  }

  long delayMillis(Chance chance) {
    return (long) (delayDays(chance) * Days.DAY_MILLIS);
  }

  /** How what somebody did is most likely to come out. */
  static Origin of(Typology typology, Chance chance) {
    double u = chance.uniform();
    return switch (typology) {
      case T1, T3 -> u < 0.75 ? ANALYST : u < 0.9 ? CREDIT_DEFAULT : POLICE;
      case T2 -> u < 0.8 ? ANALYST : CREDIT_DEFAULT;
      case T4 -> u < 0.45 ? ANALYST : CREDIT_DEFAULT;
      case T5 -> u < 0.25 ? ANALYST : CHARGEBACK;
      case T8 -> u < 0.2 ? ANALYST : u < 0.6 ? BUYER_COMPLAINT : CHARGEBACK;
      case T10 -> u < 0.85 ? BUYER_COMPLAINT : ANALYST;
      case NONE, T6, T7, T9 -> ANALYST;
    };
  }
}
