package io.mallguard.notebooks.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How one value of a table is written. */
final class CellText {
  /** Enough to read and compare, too few to show in which order a sum was added up. */
  private static final MathContext SIGNIFICANT = new MathContext(4);

  private CellText() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(value);
    boolean large = Math.abs(value) >= 1000;
    BigDecimal shown = large ? exact.setScale(0, RoundingMode.HALF_EVEN) : exact.round(SIGNIFICANT);
    return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
  }
}
