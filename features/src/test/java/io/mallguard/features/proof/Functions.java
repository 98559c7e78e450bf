package io.mallguard.features.proof;

import io.mallguard.features.proof.Expr.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of the expression language that random specs use. */
final class Functions {
  /** The time zone of every world. */
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private Functions() {}

  static @Nullable Object of(String function, List<Value> arguments) {
    @Nullable Object first = arguments.isEmpty() ? null : arguments.get(0).value();
    return switch (function) {
      case "missing" -> Double.NaN;
      case "is_nan" -> Double.isNaN(Expr.real(first));
      case "double", "code", "tri" -> Expr.real(first);
      case "ratio" -> ratio(Expr.real(first), real(arguments, 1));
      case "shrunk" ->
          (Expr.real(first) + real(arguments, 3) * real(arguments, 2))
              / (real(arguments, 1) + real(arguments, 3));
      case "differ" -> differ(first, arguments.get(1).value());
      case "local_hour" -> first == null ? null : localHour((Long) first);
      case "first_two_digits" -> first == null ? null : firstTwoDigits((Long) first);
      case "xlogx_fixed" -> xlogxFixed(Expr.real(first));
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static double real(List<Value> arguments, int index) {
    return Expr.real(arguments.get(index).value());
  }

  private static double ratio(double a, double b) {
    return b == 0 ? Double.NaN : a / b;
  }

  private static double differ(@Nullable Object a, @Nullable Object b) {
    return a == null || b == null ? Double.NaN : a.equals(b) ? 0.0 : 1.0;
  }

  private static long localHour(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZONE).getHour();
  }

  /** 10 to 99 as 0 to 89. */
  private static @Nullable Long firstTwoDigits(long number) {
    return number < 10 ? null : Long.parseLong(Long.toString(number).substring(0, 2)) - 10;
  }

  /** round(2^20 x ln x). */
  static @Nullable Long xlogxFixed(double x) {
    if (Double.isNaN(x) || x < 0) {
      return null;
    }
    return x == 0 ? 0L : StrictMath.round(1048576.0 * x * StrictMath.log(x));
  }
}
