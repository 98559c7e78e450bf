package io.mallguard.features.proof;

import java.util.List;
import java.util.SplittableRandom;

/** A random spec and a random stream of events for it. The same seed gives the same case. */
record RandomCase(long seed, Spec spec, List<Fact> facts) {
  private static final long SMALL = 100_000;
  private static final long LARGE = 1L << 40;

  /** A case of all kinds. */
  static RandomCase ofAllKinds(long seed) {
    return create(seed, 200, 400, false);
  }

  /** A case of kinds that SQL can say bit by bit. */
  static RandomCase forSql(long seed) {
    return create(seed, 200, 600, true);
  }

  private static RandomCase create(long seed, int least, int most, boolean sqlOnly) {
    SplittableRandom random = new SplittableRandom(seed);
    World world = Worlds.ALL.get(random.nextInt(Worlds.ALL.size()));
    Spec spec = RandomSpec.create(world, random, sqlOnly);
    long greatest = sqlOnly || random.nextInt(3) > 0 ? SMALL : LARGE;
    List<Fact> facts = new RandomEvents(world, random, greatest).next(random.nextInt(least, most));
    return new RandomCase(seed, spec, facts);
  }

  /** Enough to see what happened. */
  @Override
  public String toString() {
    return "seed " + seed + "\n" + SpecYaml.write(spec);
  }
}
