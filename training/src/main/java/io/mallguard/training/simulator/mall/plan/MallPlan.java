package io.mallguard.training.simulator.mall.plan;

/**
 * What to simulate. Immutable.
 *
 * @param size how many agents, how long
 * @param level how hard fraud is to find
 * @param seed the same plan gives the same bytes
 * @param measures whether the mall acts against fraud; without, the same rings do all they planned
 * @param lookAlikes whether there are honest people who look wrong; without, checks see what they
 *     are good for
 */
public record MallPlan(
    MallSize size, Level level, long seed, boolean measures, boolean lookAlikes) {
  /** A plan with look-alikes. */
  public MallPlan(MallSize size, Level level, long seed, boolean measures) {
    this(size, level, seed, measures, true);
  }

  /** The same without look-alikes. */
  public MallPlan withoutLookAlikes() {
    return new MallPlan(size, level, seed, measures, false);
  }

  /** A rate of look-alikes that does not depend on the level, or 0 without them. */
  public double lookAlike(double rate) {
    return lookAlikes ? rate : 0;
  }

  /** How many look-alikes there are, against the default level; 0 without them. */
  public double lookAlikeFactor() {
    return lookAlike(level.lookAlikes());
  }

  /** The calendar of the plan. */
  public Days days() {
    return new Days(size.firstDay(), size.days(), size.firstMonth());
  }
}
