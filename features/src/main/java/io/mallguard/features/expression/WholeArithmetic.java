package io.mallguard.features.expression;

import io.mallguard.features.event.Field;

/**
 * Arithmetic of whole numbers. What reads an absent value, overflows or divides by zero is absent;
 * so is a result of -2^63, which is how absent values are held.
 */
final class WholeArithmetic {
  private WholeArithmetic() {}

  /** The operator of CEL's name over two expressions. */
  static Whole of(String operator, Whole a, Whole b) {
    if (a instanceof Constant && b instanceof Constant) {
      return new Constant(operation(operator, a, b).at(NOTHING, NO_ROW));
    }
    return operation(operator, a, b);
  }

  private static final long[] NOTHING = {};
  private static final double[] NO_ROW = {};

  /** A number that is the same for every event. */
  record Constant(long value) implements Whole {
    @Override
    public long at(long[] slots, double[] row) {
      return value;
    }
  }

  /** A number that stands in a slot. */
  record Slot(int slot) implements Whole {
    @Override
    public long at(long[] slots, double[] row) {
      return slots[slot];
    }
  }

  private static Whole operation(String operator, Whole a, Whole b) {
    return switch (operator) {
      case "_+_" -> (slots, row) -> plus(a.at(slots, row), b.at(slots, row));
      case "_-_" -> (slots, row) -> minus(a.at(slots, row), b.at(slots, row));
      case "_*_" -> (slots, row) -> times(a.at(slots, row), b.at(slots, row));
      case "_/_" ->
          b instanceof Constant constant && constant.value() > 0
              ? byConstant(a, constant.value())
              : (slots, row) -> dividedBy(a.at(slots, row), b.at(slots, row));
      case "_%_" ->
          b instanceof Constant constant && constant.value() > 0
              ? restByConstant(a, constant.value())
              : (slots, row) -> restOf(a.at(slots, row), b.at(slots, row));
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }

  private static Whole byConstant(Whole a, long divisor) {
    return (slots, row) -> {
      long x = a.at(slots, row);
      return x == Field.ABSENT ? x : x / divisor;
    };
  }

  private static Whole restByConstant(Whole a, long divisor) {
    return (slots, row) -> {
      long x = a.at(slots, row);
      return x == Field.ABSENT ? x : x % divisor;
    };
  }

  static long plus(long x, long y) {
    long sum = x + y;
    boolean overflows = ((x ^ sum) & (y ^ sum)) < 0;
    return overflows || x == Field.ABSENT || y == Field.ABSENT ? Field.ABSENT : sum;
  }

  static long minus(long x, long y) {
    long difference = x - y;
    boolean overflows = ((x ^ y) & (x ^ difference)) < 0;
    return overflows || x == Field.ABSENT || y == Field.ABSENT ? Field.ABSENT : difference;
  }

  static long times(long x, long y) {
    long low = x * y;
    boolean overflows = Math.multiplyHigh(x, y) != low >> 63;
    return overflows || x == Field.ABSENT || y == Field.ABSENT ? Field.ABSENT : low;
  }

  /** Rounds toward zero. */
  static long dividedBy(long x, long y) {
    return y == 0 || x == Field.ABSENT || y == Field.ABSENT ? Field.ABSENT : x / y;
  }

  /** Has the sign of x. */
  static long restOf(long x, long y) {
    return y == 0 || x == Field.ABSENT || y == Field.ABSENT ? Field.ABSENT : x % y;
  }

  /** Minus a number; -2^63 is absent and stays so. */
  static Whole negated(Whole a) {
    return a instanceof Constant constant
        ? new Constant(-constant.value())
        : (slots, row) -> -a.at(slots, row);
  }

  /** The absolute value; absent stays absent. */
  static Whole absolute(Whole a) {
    return (slots, row) -> Math.abs(a.at(slots, row));
  }

  /** The lesser, absent if one is: absent is the least of all. */
  static Whole lesser(Whole a, Whole b) {
    return (slots, row) -> Math.min(a.at(slots, row), b.at(slots, row));
  }

  /** The greater, absent if one is. */
  static Whole greater(Whole a, Whole b) {
    return (slots, row) -> {
      long x = a.at(slots, row);
      long y = b.at(slots, row);
      return x == Field.ABSENT || y == Field.ABSENT ? Field.ABSENT : Math.max(x, y);
    };
  }

  /** One of two, by a condition. */
  static Whole chosen(Truth condition, Whole a, Whole b) {
    return (slots, row) -> condition.test(slots, row) ? a.at(slots, row) : b.at(slots, row);
  }
}
