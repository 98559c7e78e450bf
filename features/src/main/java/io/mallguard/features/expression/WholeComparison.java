package io.mallguard.features.expression;

import io.mallguard.features.event.Field;
import java.util.Arrays;

/** Comparisons of whole numbers, hashes and positions; one with an absent value is false. */
final class WholeComparison {
  private WholeComparison() {}

  /** The operator of CEL's name over two expressions. */
  static Truth of(String operator, Whole a, Whole b) {
    if (b instanceof WholeArithmetic.Constant constant) {
      return withConstant(operator, a, constant.value());
    }
    if (a instanceof WholeArithmetic.Constant constant) {
      return withConstant(mirrored(operator), b, constant.value());
    }
    return switch (operator) {
      case "_==_" ->
          (slots, row) -> {
            long x = a.at(slots, row);
            return x == b.at(slots, row) && x != Field.ABSENT;
          };
      case "_!=_" ->
          (slots, row) -> {
            long x = a.at(slots, row);
            long y = b.at(slots, row);
            return x != y && x != Field.ABSENT && y != Field.ABSENT;
          };
      case "_<_" -> less(a, b);
      case "_<=_" -> lessOrEqual(a, b);
      case "_>_" -> less(b, a);
      case "_>=_" -> lessOrEqual(b, a);
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }

  /** Absent is less than all: only the lesser one need be asked. */
  private static Truth less(Whole a, Whole b) {
    return (slots, row) -> {
      long x = a.at(slots, row);
      return x < b.at(slots, row) && x != Field.ABSENT;
    };
  }

  private static Truth lessOrEqual(Whole a, Whole b) {
    return (slots, row) -> {
      long x = a.at(slots, row);
      return x <= b.at(slots, row) && x != Field.ABSENT;
    };
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "_<_" -> "_>_";
      case "_<=_" -> "_>=_";
      case "_>_" -> "_<_";
      case "_>=_" -> "_<=_";
      default -> operator;
    };
  }

  /** All but != are ranges; none holds the absent value, which is the least of all. */
  private static Truth withConstant(String operator, Whole a, long c) {
    if (c == Field.ABSENT) {
      return RealComparison.NEVER;
    }
    return switch (operator) {
      case "_==_" -> range(a, c, c);
      case "_!=_" -> notEqual(a, c);
      case "_<_" -> range(a, Field.ABSENT + 1, c - 1);
      case "_<=_" -> range(a, Field.ABSENT + 1, c);
      case "_>_" -> c == Long.MAX_VALUE ? RealComparison.NEVER : range(a, c + 1, Long.MAX_VALUE);
      case "_>=_" -> range(a, c, Long.MAX_VALUE);
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }

  /** Whether a number lies in a range, both ends included. */
  static Truth range(Whole a, long least, long most) {
    if (a instanceof WholeArithmetic.Slot slot) {
      return slotRange(slot.slot(), least, most);
    }
    return (slots, row) -> {
      long x = a.at(slots, row);
      return x >= least && x <= most;
    };
  }

  private static Truth slotRange(int slot, long least, long most) {
    if (least == most) {
      return (slots, row) -> slots[slot] == least;
    }
    return (slots, row) -> {
      long x = slots[slot];
      return x >= least && x <= most;
    };
  }

  private static Truth notEqual(Whole a, long c) {
    if (a instanceof WholeArithmetic.Slot slot) {
      int s = slot.slot();
      return (slots, row) -> slots[s] != c && slots[s] != Field.ABSENT;
    }
    return (slots, row) -> {
      long x = a.at(slots, row);
      return x != c && x != Field.ABSENT;
    };
  }

  /** Whether a number is one of several constants, none of them absent. */
  static Truth oneOf(Whole a, long[] values) {
    long[] sorted = Arrays.stream(values).filter(v -> v != Field.ABSENT).sorted().toArray();
    if (sorted.length > 0 && sorted[0] >= 0 && sorted[sorted.length - 1] < Long.SIZE) {
      long bits = Arrays.stream(sorted).reduce(0L, (all, v) -> all | 1L << v);
      return (slots, row) -> {
        long x = a.at(slots, row);
        return x >= 0 && x < Long.SIZE && (bits >>> x & 1) != 0;
      };
    }
    return (slots, row) -> Arrays.binarySearch(sorted, a.at(slots, row)) >= 0;
  }
}
