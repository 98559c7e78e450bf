package io.mallguard.features.spec;

/**
 * An exact sliding window {@code (t - delay - length, t - delay]} on fold time. Immutable.
 *
 * @param lengthMillis its length
 * @param delayMillis how far its end lies before the event being scored
 */
public record Window(long lengthMillis, long delayMillis) {
  /** How far back it reads. */
  public long reachMillis() {
    return lengthMillis + delayMillis;
  }
}
