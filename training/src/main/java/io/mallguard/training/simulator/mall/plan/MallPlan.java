package io.mallguard.training.simulator.mall.plan;

/**
 * What to simulate. Immutable.
 *
 * @param size how many agents, how long
 * @param level how hard fraud is to find
 * @param seed the same plan gives the same bytes
 * @param measures whether the mall acts against fraud; without, the same rings do all they planned
 */
public record MallPlan(MallSize size, Level level, long seed, boolean measures) {
  /** The calendar of the plan. */
  public Days days() {
    return new Days(size.firstDay(), size.days(), size.firstMonth());
  }
}
