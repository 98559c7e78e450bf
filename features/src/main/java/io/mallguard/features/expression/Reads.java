package io.mallguard.features.expression;

import dev.cel.common.ast.CelExpr;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects what a checked expression and its filters read. One owner thread. */
final class Reads {
  private final SortedSet<Integer> columns = new TreeSet<>();
  private final SortedSet<Integer> slots = new TreeSet<>();
  private MarkUse markUse = MarkUse.NONE;

  private Reads() {}

  /** What a condition reads. */
  static Reads ofCondition(Checked checked) {
    Reads reads = new Reads();
    reads.collect(checked, checked.tree(), true);
    return reads;
  }

  /** What a number reads: that an event is not marked shows in the number. */
  static Reads ofNumber(Checked checked) {
    Reads reads = new Reads();
    reads.collect(checked, checked.tree(), false);
    return reads;
  }

  SortedSet<Integer> columns() {
    return Collections.unmodifiableSortedSet(columns);
  }

  SortedSet<Integer> slots() {
    return Collections.unmodifiableSortedSet(slots);
  }

  MarkUse markUse() {
    return markUse;
  }

  private void collect(Checked checked, CelExpr e, boolean onlyPositive) {
    switch (e.getKind()) {
      case IDENT -> name(checked, e.ident().name(), onlyPositive);
      case LIST -> e.list().elements().forEach(element -> collect(checked, element, false));
      case CALL -> {
        String function = e.call().function();
        boolean keeps = onlyPositive && (function.equals("_&&_") || function.equals("_||_"));
        e.call().args().forEach(argument -> collect(checked, argument, keeps));
      }
      case CONSTANT, SELECT, STRUCT, MAP, COMPREHENSION, NOT_SET -> {}
    }
  }

  private void name(Checked checked, String name, boolean onlyPositive) {
    Checked filter = checked.filters().get(name);
    if (filter != null) {
      collect(filter, filter.tree(), onlyPositive);
      return;
    }
    Variable variable = checked.variables().get(name);
    if (variable == null || variable instanceof Variable.Elements) {
      return;
    }
    if (variable instanceof Variable.Column column) {
      columns.add(column.index());
      return;
    }
    slots.add(slotOf(variable));
    if (variable instanceof Variable.Mark mark) {
      markUse = markUse.and(new MarkUse(1 << mark.mark(), !onlyPositive));
    }
  }

  /** The slot of a variable that has one. */
  static int slotOf(Variable variable) {
    if (variable instanceof Variable.Number number) {
      return number.slot();
    }
    if (variable instanceof Variable.Bool bool) {
      return bool.slot();
    }
    if (variable instanceof Variable.Enumerated enumerated) {
      return enumerated.slot();
    }
    if (variable instanceof Variable.Text text) {
      return text.slot();
    }
    if (variable instanceof Variable.Record lookUp) {
      return lookUp.timeSlot();
    }
    if (variable instanceof Variable.Mark mark) {
      return mark.slot();
    }
    throw new IllegalArgumentException(variable + " has no slot");
  }
}
