package io.mallguard.features.yaml;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written in a spec: a whole number and s, m, h or d. A day is 24 hours. */
public final class Durations {
  /** What a duration must be, for problems. */
  public static final String LEGAL =
      "a duration: a whole number from 1 and s, m, h or d, at most 36500d, such as 7d";

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([smhd])");
  private static final long MAX_MILLIS = 36_500L * 86_400_000L;

  private Durations() {}

  /** The duration in milliseconds, or empty if it is none. */
  public static OptionalLong parseMillis(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long millis = Long.parseLong(matcher.group(1)) * unitMillis(matcher.group(2).charAt(0));
    return millis <= MAX_MILLIS ? OptionalLong.of(millis) : OptionalLong.empty();
  }

  /** The shortest way to write a duration of whole seconds. */
  public static String write(long millis) {
    for (char unit : new char[] {'d', 'h', 'm'}) {
      if (millis % unitMillis(unit) == 0) {
        return millis / unitMillis(unit) + String.valueOf(unit);
      }
    }
    return millis / 1000 + "s";
  }

  private static long unitMillis(char unit) {
    return switch (unit) {
      case 's' -> 1_000L;
      case 'm' -> 60_000L;
      case 'h' -> 3_600_000L;
      case 'd' -> 86_400_000L;
      default -> throw new IllegalArgumentException("unit " + unit + ", must be s, m, h or d");
    };
  }
}
