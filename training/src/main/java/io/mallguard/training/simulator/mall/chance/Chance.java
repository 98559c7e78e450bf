package io.mallguard.training.simulator.mall.chance;

/**
 * A stream of random draws, found again by its names: the same seed, stream and key give the same
 * draws on every machine, whatever other streams did (SplitMix64: Steele, Lea, Flood, OOPSLA 2014).
 * Mutable, one owner thread.
 */
public final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;
  private static final double LARGE_MEAN = 60;

  private long state;

  private Chance(long state) {
    this.state = state;
  }

  /**
   * A stream by its names.
   *
   * @param seed of the simulation
   * @param stream what the draws are for
   * @param key whose draws they are
   */
  public static Chance of(long seed, long stream, long key) {
    return new Chance(start(seed, stream, key));
  }

  /** The same object as the beginning of another stream, so that nothing is allocated. */
  public Chance restart(long seed, long stream, long key) {
    state = start(seed, stream, key);
    return this;
  }

  /** A stream of its own that goes on from here. */
  public Chance split() {
    return new Chance(next());
  }

  private static long start(long seed, long stream, long key) {
    return mix(mix(mix(seed + GOLDEN) + stream) + key);
  }

  /** Spreads a number over all bits; a bijection. */
  public static long mix(long number) {
    long z = number + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** 64 random bits. */
  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 to below 1. */
  public double uniform() {
    return (double) (next() >>> 11) * UNIT;
  }

  /** From one bound to below the other. */
  public double between(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** From 0 to below a bound. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** True with a probability. */
  public boolean happens(double probability) {
    return uniform() < probability;
  }

  /** Standard normal (Box and Muller, 1958). */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** Log-normal by its median and the deviation of its logarithm. */
  public double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * normal());
  }

  /** Exponential by its mean. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  /** Poisson: by multiplication (Knuth) below a mean of 60, else by the rounded normal. */
  public int poisson(double mean) {
    if (mean > LARGE_MEAN) {
      return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * normal()));
    }
    double limit = StrictMath.exp(-mean);
    double product = uniform();
    int count = 0;
    while (product > limit) {
      product *= uniform();
      count++;
    }
    return count;
  }

  /** Gamma of scale 1 (Marsaglia and Tsang, 2000). */
  public double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      double cube = v * v * v;
      if (v > 0
          && StrictMath.log(1 - uniform())
              < 0.5 * x * x + d - d * cube + d * StrictMath.log(cube)) {
        return d * cube;
      }
    }
  }

  /** A span of time from one number of seconds to another, in milliseconds. */
  public long seconds(double from, double to) {
    return (long) (1000 * between(from, to));
  }

  /** A log-normal span of time by its median in seconds, in milliseconds, at least a second. */
  public long aroundSeconds(double median, double sigma) {
    return 1000 + (long) (1000 * logNormal(median, sigma));
  }

  /** One of some values, each as likely. */
  @SafeVarargs
  public final <T> T oneOf(T... values) {
    return values[below(values.length)];
  }
}
