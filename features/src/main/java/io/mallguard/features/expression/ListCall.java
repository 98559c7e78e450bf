package io.mallguard.features.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListValue;
import java.util.Locale;

/**
 * One thing asked of the elements of a list, such as {@code goods.max(g, g.quantity)}. Immutable.
 *
 * @param list index of the list in the event's type
 * @param function what is asked
 * @param element the expression over one element, its fields from {@code elementSlot} on
 * @param elementSlot slot of the element's first field
 * @param resultSlot receives the answer
 */
record ListCall(int list, Function function, Whole element, int elementSlot, int resultSlot) {
  private static final double[] NO_ROW = {};

  /** What can be asked; elements without a value are passed over. */
  enum Function {
    /** Whether some element fulfils a condition. */
    EXISTS,
    /** Whether all do; true of an empty list. */
    ALL,
    /** How many do. */
    COUNT,
    /** The greatest value, absent if there is none. */
    MAX,
    /** The least value, absent if there is none. */
    MIN,
    /** The sum, 0 of an empty list, absent on overflow. */
    SUM,
    /** How many elements there are. */
    SIZE;

    /** Type of what is asked of an element. */
    CelType elementType() {
      return switch (this) {
        case EXISTS, ALL, COUNT -> SimpleType.BOOL;
        case MAX, MIN, SUM, SIZE -> SimpleType.INT;
      };
    }

    /** Type of the answer. */
    CelType resultType() {
      return switch (this) {
        case EXISTS, ALL -> SimpleType.BOOL;
        case COUNT, MAX, MIN, SUM, SIZE -> SimpleType.INT;
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a call has the form {@code list.function(name, expression)}. */
  static boolean isOne(CelExpr.CelCall call) {
    return call.target().isPresent()
        && call.args().size() == 2
        && call.args().get(0).getKind() == Kind.IDENT;
  }

  /** Puts the answer for an event into its slot. */
  void answer(Event event, long[] slots) {
    ListValue elements = event.list(list);
    long answer = start(elements.size());
    for (int i = 0; i < elements.size() && function != Function.SIZE; i++) {
      elements.copySlots(i, slots, elementSlot);
      long value = element.at(slots, NO_ROW);
      if (value != Field.ABSENT) {
        answer = next(answer, value);
      }
      if (answer == Field.ABSENT && function == Function.SUM) {
        break;
      }
    }
    slots[resultSlot] = answer;
  }

  private long start(int size) {
    return switch (function) {
      case EXISTS, COUNT, SUM -> 0;
      case ALL -> 1;
      case MAX, MIN -> Field.ABSENT;
      case SIZE -> size;
    };
  }

  private long next(long answer, long value) {
    return switch (function) {
      case EXISTS -> answer | value;
      case ALL -> answer & value;
      case COUNT, SUM -> WholeArithmetic.plus(answer, value);
      case MAX -> Math.max(answer, value);
      case MIN -> answer == Field.ABSENT ? value : Math.min(answer, value);
      case SIZE -> answer;
    };
  }
}
