package io.mallguard.training.simulator.mall.judge;

import io.mallguard.training.simulator.mall.truth.Tag;

/** Whoever feels the mall's measures. */
@FunctionalInterface
public interface Offenders {
  /**
   * An event was found out.
   *
   * @param tag what it was
   * @param severity share of the offender's means that go with it, 0 to 1
   */
  void caught(Tag tag, double severity, long nowMillis);
}
