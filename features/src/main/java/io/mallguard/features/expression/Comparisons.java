package io.mallguard.features.expression;

import io.mallguard.features.event.Field;
import io.mallguard.features.expression.Closures.Real;
import io.mallguard.features.expression.Closures.Truth;
import io.mallguard.features.expression.Closures.Whole;

/** Comparisons of numbers; one with an absent value is false. */
final class Comparisons {
  private Comparisons() {}

  static Truth ofWhole(String operator, Whole a, Whole b) {
    Order order = Order.of(operator);
    return (event, marks, row) -> {
      long x = a.at(event, marks, row);
      long y = b.at(event, marks, row);
      return x != Field.ABSENT && y != Field.ABSENT && order.holds(Long.compare(x, y));
    };
  }

  static Truth ofReal(String operator, Real a, Real b) {
    Order order = Order.of(operator);
    return (event, marks, row) -> {
      double x = a.at(event, marks, row);
      double y = b.at(event, marks, row);
      // Compared with ==, not Double.compare, so that 0.0 equals -0.0.
      return !Double.isNaN(x) && !Double.isNaN(y) && order.holds(x < y ? -1 : x == y ? 0 : 1);
    };
  }

  private enum Order {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    static Order of(String operator) {
      return switch (operator) {
        case "_==_" -> EQUAL;
        case "_!=_" -> NOT_EQUAL;
        case "_<_" -> LESS;
        case "_<=_" -> LESS_OR_EQUAL;
        case "_>_" -> GREATER;
        case "_>=_" -> GREATER_OR_EQUAL;
        default -> throw new IllegalArgumentException("operator " + operator);
      };
    }

    boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case NOT_EQUAL -> comparison != 0;
        case LESS -> comparison < 0;
        case LESS_OR_EQUAL -> comparison <= 0;
        case GREATER -> comparison > 0;
        case GREATER_OR_EQUAL -> comparison >= 0;
      };
    }
  }
}
