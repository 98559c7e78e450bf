package io.mallguard.features.proof;

/** Lengths of time as a spec writes them. */
final class Span {
  static final long SECOND = 1_000L;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** A window that nothing leaves. */
  static final long LIFE = Long.MAX_VALUE;

  private Span() {}

  /** As written in a spec, such as {@code 7d}. */
  static String text(long millis) {
    if (millis == LIFE) {
      return "life";
    }
    if (millis % DAY == 0) {
      return millis / DAY + "d";
    }
    if (millis % HOUR == 0) {
      return millis / HOUR + "h";
    }
    return millis % MINUTE == 0 ? millis / MINUTE + "m" : millis / SECOND + "s";
  }
}
