package io.mallguard.features.plan;

/**
 * A sliding window on fold time: at time t it holds what lies in {@code (t - delay - length, t -
 * delay]}. Immutable.
 *
 * @param lengthMillis its length, or {@link #LIFE}
 * @param delayMillis how long ago it ends
 */
public record Window(long lengthMillis, long delayMillis) {
  /** Length of a window that nothing ever leaves. */
  public static final long LIFE = Long.MAX_VALUE;

  /** Whether nothing ever leaves. */
  public boolean isLife() {
    return lengthMillis == LIFE;
  }

  /** How far back it reads. */
  public long reachMillis() {
    return isLife() ? LIFE : lengthMillis + delayMillis;
  }
}
