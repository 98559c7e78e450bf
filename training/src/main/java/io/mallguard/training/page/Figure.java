package io.mallguard.training.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A number with the way it is printed. Immutable.
 *
 * @param value the number; a share is in [0, 1]
 * @param style how it is printed
 */
public record Figure(double value, Style style) {
  /** How a number is printed. */
  public enum Style {
    /** A whole number of rows or days. */
    COUNT,
    /** A share, as percent. */
    PERCENT,
    /** A difference of shares, as percentage points. */
    POINTS,
    /** Any number, four digits. */
    NUMBER,
    /** A probability of chance, two digits. */
    P
  }

  /** Smaller p-values are not told apart in print. */
  private static final double LEAST_P = 1e-300;

  /** A whole number. */
  public static Figure count(long value) {
    return new Figure((double) value, Style.COUNT);
  }

  /** A share as percent. */
  public static Figure percent(double value) {
    return new Figure(value, Style.PERCENT);
  }

  /** A difference of shares. */
  public static Figure points(double value) {
    return new Figure(value, Style.POINTS);
  }

  /** Any number. */
  public static Figure number(double value) {
    return new Figure(value, Style.NUMBER);
  }

  /** A probability of chance. */
  public static Figure p(double value) {
    return new Figure(value, Style.P);
  }

  /** The number in print. */
  public String words() {
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    return switch (style) {
      case COUNT -> String.format(Locale.ROOT, "%,d", (long) value);
      case PERCENT -> digits(value * 100, 3) + " %";
      case POINTS -> digits(value * 100, 3) + (value == 0.01 ? " point" : " points");
      case NUMBER -> digits(value, 4);
      case P -> value < LEAST_P ? "< 1e-300" : digits(value, 2);
    };
  }

  /* So many significant digits; powers of ten where zeros would only be counted. */
  private static String digits(double value, int count) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent > 8) {
      return String.format(Locale.ROOT, "%." + (count - 1) + "e", rounded);
    }
    if (exponent >= count - 1) {
      return String.format(Locale.ROOT, "%,d", rounded.toBigInteger());
    }
    return rounded.stripTrailingZeros().toPlainString();
  }
}
