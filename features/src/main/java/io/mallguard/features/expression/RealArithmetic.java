package io.mallguard.features.expression;

import io.mallguard.features.event.Field;

/**
 * Arithmetic of real numbers. What reads a missing value, overflows or divides by zero is missing,
 * always as the same NaN, so that equal rows have equal bits.
 */
final class RealArithmetic {
  /*
   * Operands that are a column, a widened slot or a constant are read in place: each saves a call
   * that the compiler can't see through once a spec has many expressions.
   */
  private static final long[] NOTHING = {};
  private static final double[] NO_ROW = {};

  private RealArithmetic() {}

  /** A number that is the same for every event. */
  record Constant(double value) implements Real {
    @Override
    public double at(long[] slots, double[] row) {
      return value;
    }
  }

  /** A column of the row. */
  record Column(int index) implements Real {
    @Override
    public double at(long[] slots, double[] row) {
      return row[index];
    }
  }

  /** A whole number that stands in a slot. */
  record Slot(int slot) implements Real {
    @Override
    public double at(long[] slots, double[] row) {
      return widened(slots[slot]);
    }
  }

  /** The value, missing if it is not finite. */
  static double finite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
  }

  /** A whole number as a real one. */
  static double widened(long value) {
    return value == Field.ABSENT ? Double.NaN : (double) value;
  }

  /** A whole number as a real one. */
  static Real widened(Whole a) {
    if (a instanceof WholeArithmetic.Slot slot) {
      return new Slot(slot.slot());
    }
    return a instanceof WholeArithmetic.Constant constant
        ? new Constant(widened(constant.value()))
        : (slots, row) -> widened(a.at(slots, row));
  }

  /** The operator of CEL's name over two expressions. */
  static Real of(String operator, Real a, Real b) {
    Real operation =
        switch (operator) {
          case "_+_" -> plus(a, b);
          case "_-_" -> minus(a, b);
          case "_*_" -> times(a, b);
          case "_/_" -> dividedBy(a, b);
          default -> throw new IllegalArgumentException("operator " + operator);
        };
    return a instanceof Constant && b instanceof Constant
        ? new Constant(operation.at(NOTHING, NO_ROW))
        : operation;
  }

  private static Real plus(Real a, Real b) {
    if (a instanceof Column x && b instanceof Column y) {
      return plusColumns(x.index(), y.index());
    }
    if (b instanceof Constant constant) {
      double y = constant.value();
      return (slots, row) -> finite(a.at(slots, row) + y);
    }
    return (slots, row) -> finite(a.at(slots, row) + b.at(slots, row));
  }

  private static Real plusColumns(int x, int y) {
    return (slots, row) -> finite(row[x] + row[y]);
  }

  private static Real minus(Real a, Real b) {
    if (b instanceof Column column) {
      int y = column.index();
      if (a instanceof Slot slot) {
        int x = slot.slot();
        return (slots, row) -> finite(widened(slots[x]) - row[y]);
      }
      if (a instanceof Column other) {
        int x = other.index();
        return (slots, row) -> finite(row[x] - row[y]);
      }
      return (slots, row) -> finite(a.at(slots, row) - row[y]);
    }
    if (b instanceof Constant constant) {
      double y = constant.value();
      return (slots, row) -> finite(a.at(slots, row) - y);
    }
    return (slots, row) -> finite(a.at(slots, row) - b.at(slots, row));
  }

  private static Real times(Real a, Real b) {
    if (b instanceof Constant constant) {
      double y = constant.value();
      return (slots, row) -> finite(a.at(slots, row) * y);
    }
    if (a instanceof Constant constant) {
      double x = constant.value();
      return (slots, row) -> finite(x * b.at(slots, row));
    }
    return (slots, row) -> finite(a.at(slots, row) * b.at(slots, row));
  }

  /** x/0 is infinite or NaN already, hence missing. */
  private static Real dividedBy(Real a, Real b) {
    if (b instanceof Column column) {
      int y = column.index();
      if (a instanceof Column other) {
        int x = other.index();
        return (slots, row) -> finite(row[x] / row[y]);
      }
      return (slots, row) -> finite(a.at(slots, row) / row[y]);
    }
    if (b instanceof Constant constant) {
      double y = constant.value();
      return (slots, row) -> finite(a.at(slots, row) / y);
    }
    return (slots, row) -> finite(a.at(slots, row) / b.at(slots, row));
  }

  /** Minus a number. */
  static Real negated(Real a) {
    return a instanceof Constant constant
        ? new Constant(finite(-constant.value()))
        : (slots, row) -> finite(-a.at(slots, row));
  }

  /** One of two, by a condition. */
  static Real chosen(Truth condition, Real a, Real b) {
    if (b instanceof Constant constant) {
      double y = constant.value();
      return (slots, row) -> condition.test(slots, row) ? a.at(slots, row) : y;
    }
    return (slots, row) -> condition.test(slots, row) ? a.at(slots, row) : b.at(slots, row);
  }
}
