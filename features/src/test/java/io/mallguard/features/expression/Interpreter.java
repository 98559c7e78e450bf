package io.mallguard.features.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of expressions written a second time, as plainly as possible: values are null,
 * Boolean, BigInteger, Double or String.
 */
final class Interpreter {
  private static final BigInteger ABSENT = BigInteger.ONE.shiftLeft(63).negate();

  private final Map<String, Object> values;
  private final Map<String, Tree> filters;

  /** An interpreter of an event's values; a name that is not there is absent. */
  Interpreter(Map<String, Object> values, Map<String, Tree> filters) {
    this.values = values;
    this.filters = filters;
  }

  @Nullable Object value(Tree e) {
    return switch (e.operator()) {
      case "constant" -> constant(e);
      case "duration" -> duration(e.word());
      case "name" -> {
        Tree filter = filters.get(e.word());
        yield filter == null ? values.get(e.word()) : (Object) isTrue(filter);
      }
      case "&&" -> isTrue(e.parts().get(0)) && isTrue(e.parts().get(1));
      case "||" -> isTrue(e.parts().get(0)) || isTrue(e.parts().get(1));
      case "!" -> !isTrue(e.parts().get(0));
      case "?" -> widened(value(e.parts().get(isTrue(e.parts().get(0)) ? 1 : 2)), e.type());
      case "known" -> values.containsKey("order");
      case "is_nan" -> value(e.parts().get(0)) == null;
      case "in" -> e.parts().stream().skip(1).anyMatch(p -> compare("==", e.parts().get(0), p));
      case "==", "!=", "<", "<=", ">", ">=" ->
          compare(e.operator(), e.parts().get(0), e.parts().get(1));
      default -> e.type() == TreeType.WHOLE ? whole(e) : finite(real(e));
    };
  }

  boolean isTrue(Tree e) {
    return Boolean.TRUE.equals(value(e));
  }

  private static @Nullable Object constant(Tree e) {
    return switch (e.type()) {
      case BOOL -> Boolean.valueOf(e.word());
      case WHOLE -> inRange(new BigInteger(e.word()));
      case REAL -> e.word().equals("nan") ? null : finite(Double.valueOf(e.word()));
      case TEXT -> e.word().substring(1, e.word().length() - 1);
    };
  }

  private static BigInteger duration(String word) {
    long count = Long.parseLong(word.substring(0, word.length() - 1));
    long seconds =
        switch (word.charAt(word.length() - 1)) {
          case 'd' -> 86_400;
          case 'h' -> 3_600;
          case 'm' -> 60;
          default -> 1;
        };
    return BigInteger.valueOf(count * seconds * 1000);
  }

  private boolean compare(String operator, Tree left, Tree right) {
    Object x = value(left);
    Object y = value(right);
    if (x == null || y == null) {
      return false;
    }
    int order = order(x, y);
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int order(Object x, Object y) {
    if (x instanceof BigInteger a && y instanceof BigInteger b) {
      return a.compareTo(b);
    }
    if (x instanceof String || x instanceof Boolean) {
      return x.equals(y) ? 0 : 1;
    }
    return new BigDecimal(number(x)).compareTo(new BigDecimal(number(y)));
  }

  private static double number(@Nullable Object value) {
    if (value instanceof BigInteger whole) {
      return whole.doubleValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    return value instanceof Double real ? real : Double.NaN;
  }

  private static @Nullable Object widened(@Nullable Object value, TreeType type) {
    return type == TreeType.REAL ? finite(number(value)) : value;
  }

  private static @Nullable BigInteger inRange(BigInteger value) {
    return value.bitLength() < 64 && !value.equals(ABSENT) ? value : null;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static @Nullable BigInteger inRange(double value, RoundingMode mode) {
    return Double.isFinite(value)
        ? inRange(new BigDecimal(value).setScale(0, mode).toBigInteger())
        : null;
  }

  private @Nullable BigInteger whole(Tree e) {
    List<Tree> parts = e.parts();
    @Nullable Object[] args = parts.stream().map(this::value).toArray();
    for (Object arg : args) {
      if (arg == null) {
        return null;
      }
    }
    Object first = args[0];
    return switch (e.operator()) {
      case "code" ->
          BigInteger.valueOf(
              (parts.get(0).word().equals("kind") ? Sample.KINDS : Sample.SOURCES).indexOf(first));
      case "floor" ->
          first instanceof BigInteger a ? a : inRange(number(first), RoundingMode.FLOOR);
      case "int" -> first instanceof BigInteger a ? a : inRange(number(first), RoundingMode.DOWN);
      case "xlogx_fixed" -> xlogxFixed(number(first));
      case "table_row" -> {
        int row = List.copyOf(new TreeMap<>(Sample.CITIES).keySet()).indexOf(args[1]);
        yield row < 0 ? null : BigInteger.valueOf(row);
      }
      default -> ofWholes(e.operator(), args);
    };
  }

  private static @Nullable BigInteger ofWholes(String operator, @Nullable Object[] args) {
    BigInteger a = (BigInteger) java.util.Objects.requireNonNull(args[0]);
    BigInteger b = args.length > 1 ? (BigInteger) java.util.Objects.requireNonNull(args[1]) : a;
    return switch (operator) {
      case "+" -> inRange(a.add(b));
      case "-" -> inRange(args.length == 1 ? a.negate() : a.subtract(b));
      case "*" -> inRange(a.multiply(b));
      case "/" -> b.signum() == 0 ? null : inRange(a.divide(b));
      case "%" -> b.signum() == 0 ? null : inRange(a.subtract(b.multiply(a.divide(b))));
      case "abs" -> a.abs();
      case "min" -> a.min(b).min((BigInteger) java.util.Objects.requireNonNull(args[2]));
      case "max" -> a.max(b).max((BigInteger) java.util.Objects.requireNonNull(args[2]));
      case "first_two_digits" -> {
        String digits = a.abs() + "0";
        yield a.signum() == 0
            ? null
            : new BigInteger(digits.substring(0, 2)).subtract(BigInteger.TEN);
      }
      default -> local(operator, a.longValue());
    };
  }

  private static BigInteger local(String function, long millis) {
    ZonedDateTime local = Instant.ofEpochMilli(millis).atZone(Sample.ZONE);
    return BigInteger.valueOf(
        switch (function) {
          case "local_hour" -> local.getHour();
          case "local_weekday" -> local.getDayOfWeek().getValue();
          case "local_day" -> local.toLocalDate().toEpochDay();
          default -> throw new IllegalArgumentException(function);
        });
  }

  private static @Nullable BigInteger xlogxFixed(double x) {
    if (x < 0 || x == 0) {
      return x < 0 ? null : BigInteger.ZERO;
    }
    double scaled = 1_048_576 * (x * StrictMath.log(x));
    return Math.abs(scaled) < 0x1p63
        ? new BigDecimal(scaled)
            .add(new BigDecimal(0.5))
            .setScale(0, RoundingMode.FLOOR)
            .toBigInteger()
        : null;
  }

  private double real(Tree e) {
    if (e.operator().equals("missing")) {
      return Double.NaN;
    }
    @Nullable Object[] args = e.parts().stream().map(this::value).toArray();
    double x = number(args[0]);
    double y = args.length > 1 ? number(args[1]) : Double.NaN;
    return switch (e.operator()) {
      case "+" -> x + y;
      case "-" -> args.length == 1 ? -x : x - y;
      case "*" -> x * y;
      case "/", "ratio" -> y == 0 ? Double.NaN : x / y;
      case "double", "tri" -> x;
      case "abs" -> x < 0 ? -x : x + 0.0;
      case "log" -> x > 0 ? StrictMath.log(x) : Double.NaN;
      case "sqrt" -> StrictMath.sqrt(x);
      case "min" -> Double.isNaN(x + y) ? Double.NaN : Double.compare(x, y) < 0 ? x : y;
      case "max" -> Double.isNaN(x + y) ? Double.NaN : Double.compare(x, y) > 0 ? x : y;
      case "shrunk" ->
          quotient(sum(x, product(number(args[3]), number(args[2]))), sum(y, number(args[3])));
      case "clumpiness" -> clumpiness(x, y, number(args[2]), number(args[3]) / 1000.0);
      case "differ" -> args[0] == null || args[1] == null ? Double.NaN : differ(e.parts(), args);
      case "table" -> cell(Sample.RESALE.get(String.valueOf(args[1])), 0);
      case "distance_km" -> distance(place(args[1]), place(args[2]));
      default -> throw new IllegalArgumentException(e.operator());
    };
  }

  private static double differ(List<Tree> parts, @Nullable Object[] args) {
    Object x = java.util.Objects.requireNonNull(args[0]);
    Object y = java.util.Objects.requireNonNull(args[1]);
    return order(x, y) == 0 && parts.size() == 2 ? 0 : 1;
  }

  private static double sum(double x, double y) {
    return number(finite(x + y));
  }

  private static double product(double x, double y) {
    return number(finite(x * y));
  }

  private static double quotient(double x, double y) {
    return x / y;
  }

  private static double clumpiness(double xlogx, double sum, double n, double seconds) {
    if (!(seconds > 0) || !(n >= 1)) {
      return Double.NaN;
    }
    double shares = xlogx / 1_048_576 / seconds - StrictMath.log(seconds) * (sum / seconds);
    return 1 + shares / StrictMath.log(n + 1);
  }

  private static double cell(@Nullable List<Double> row, int column) {
    return row == null ? Double.NaN : row.get(column);
  }

  private static @Nullable List<Double> place(@Nullable Object key) {
    if (key instanceof String text) {
      return Sample.CITIES.get(text);
    }
    double row = Math.floor(number(key));
    return row >= 0 && row < Sample.CITIES.size()
        ? List.copyOf(new TreeMap<>(Sample.CITIES).values()).get((int) row)
        : null;
  }

  private static double distance(@Nullable List<Double> a, @Nullable List<Double> b) {
    double lat1 = StrictMath.toRadians(cell(a, 0));
    double lat2 = StrictMath.toRadians(cell(b, 0));
    double dLat = StrictMath.toRadians(cell(b, 0) - cell(a, 0));
    double dLon = StrictMath.toRadians(cell(b, 1) - cell(a, 1));
    double h =
        Math.pow(StrictMath.sin(dLat / 2), 2)
            + StrictMath.cos(lat1) * StrictMath.cos(lat2) * Math.pow(StrictMath.sin(dLon / 2), 2);
    double metres = 2 * 6_371_008.8 * StrictMath.asin(Math.min(1, StrictMath.sqrt(h)));
    return Double.isNaN(metres) ? Double.NaN : Math.floor(metres + 0.5) / 1000.0;
  }
}
