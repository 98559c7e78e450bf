package io.mallguard.training.simulator.mall.fraud;

/** Work that a ring does on a day. */
@FunctionalInterface
interface Job {
  /**
   * Plans about so many orders of a day.
   *
   * @param orders at least 1
   */
  void plan(Ring ring, int orders, int day);
}
