package io.mallguard.features.expression;

import io.mallguard.features.event.Field;
import io.mallguard.features.expression.Closures.Real;
import io.mallguard.features.expression.Closures.Whole;
import java.util.function.DoubleBinaryOperator;

/** Arithmetic in which absent values, overflow and division by zero give an absent value. */
final class Arithmetic {
  private Arithmetic() {}

  private interface Exact {
    long apply(long x, long y);
  }

  static Whole ofWhole(String operator, Whole a, Whole b) {
    Exact exact =
        switch (operator) {
          case "_+_" -> Math::addExact;
          case "_-_" -> Math::subtractExact;
          case "_*_" -> Math::multiplyExact;
          case "_/_" -> (x, y) -> y == 0 ? Field.ABSENT : x / y;
          case "_%_" -> (x, y) -> y == 0 ? Field.ABSENT : x % y;
          default -> throw new IllegalArgumentException("operator " + operator);
        };
    return (event, marks, row) -> {
      long x = a.at(event, marks, row);
      long y = b.at(event, marks, row);
      if (x == Field.ABSENT || y == Field.ABSENT) {
        return Field.ABSENT;
      }
      try {
        return exact.apply(x, y);
      } catch (ArithmeticException overflow) {
        return Field.ABSENT;
      }
    };
  }

  static Real ofReal(String operator, Real a, Real b) {
    DoubleBinaryOperator plain =
        switch (operator) {
          case "_+_" -> (x, y) -> x + y;
          case "_-_" -> (x, y) -> x - y;
          case "_*_" -> (x, y) -> x * y;
          case "_/_" -> (x, y) -> y == 0 ? Double.NaN : x / y;
          default -> throw new IllegalArgumentException("operator " + operator);
        };
    return (event, marks, row) -> {
      double value = plain.applyAsDouble(a.at(event, marks, row), b.at(event, marks, row));
      // One NaN only, so that equal rows have equal bits; an infinite value is an overflow.
      return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
    };
  }
}
