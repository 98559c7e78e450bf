package io.mallguard.features.proof;

import io.mallguard.features.proof.Names.Word;
import org.jspecify.annotations.Nullable;

/** Comparisons and arithmetic; a comparison with an absent value is false, arithmetic is absent. */
final class Operators {
  private Operators() {}

  static @Nullable Object of(String operator, @Nullable Object left, @Nullable Object right) {
    boolean compares =
        switch (operator) {
          case "==", "!=", "<", "<=", ">", ">=" -> true;
          default -> false;
        };
    if (left == null || right == null) {
      return compares ? (Object) false : absent(left, right);
    }
    if (left instanceof String || left instanceof Word) {
      return operator.equals("==") == left.equals(right);
    }
    if (left instanceof Double || right instanceof Double) {
      double x = Expr.real(left);
      double y = Expr.real(right);
      return compares ? (Object) compare(operator, x, y) : (Object) real(operator, x, y);
    }
    long x = (Long) left;
    long y = (Long) right;
    return compares ? (Object) compare(operator, x, y) : whole(operator, x, y);
  }

  private static @Nullable Double absent(@Nullable Object left, @Nullable Object right) {
    return left instanceof Double || right instanceof Double ? Double.valueOf(Double.NaN) : null;
  }

  private static boolean compare(String operator, double x, double y) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return false;
    }
    return holds(operator, x < y ? -1 : x == y ? 0 : 1);
  }

  private static boolean compare(String operator, long x, long y) {
    return holds(operator, Long.compare(x, y));
  }

  private static boolean holds(String operator, int comparison) {
    return switch (operator) {
      case "==" -> comparison == 0;
      case "!=" -> comparison != 0;
      case "<" -> comparison < 0;
      case "<=" -> comparison <= 0;
      case ">" -> comparison > 0;
      case ">=" -> comparison >= 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static double real(String operator, double x, double y) {
    return switch (operator) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> y == 0 ? Double.NaN : x / y;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static @Nullable Long whole(String operator, long x, long y) {
    try {
      return switch (operator) {
        case "+" -> Math.addExact(x, y);
        case "-" -> Math.subtractExact(x, y);
        case "*" -> Math.multiplyExact(x, y);
        case "%" -> y == 0 ? null : Long.valueOf(x % y);
        default -> throw new IllegalArgumentException(operator);
      };
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
