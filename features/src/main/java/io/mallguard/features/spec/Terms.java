package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.LogBins;
import io.mallguard.features.expression.MarkUse;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.ValueKind;
import io.mallguard.features.expression.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Conditions and values of a lane, one per source, with the text that says what they are. */
final class Terms {
  private Terms() {}

  /**
   * A condition.
   *
   * @param text equal text, same condition
   * @param bySource one per source
   */
  record Condition(String text, List<CheckedCondition> bySource) {
    Condition {
      bySource = List.copyOf(bySource);
    }

    int marks() {
      return bySource.stream().mapToInt(c -> c.markUse().marks()).reduce(0, (a, b) -> a | b);
    }

    List<List<CheckedCondition>> bits() {
      return bySource.stream().map(List::of).toList();
    }

    /** The same where a value is known. */
    Condition whereKnown(Value value) {
      if (value.alwaysKnown()) {
        return this;
      }
      return and(value, "known(" + value.text() + ")", v -> v != Field.ABSENT);
    }

    /** The same where a value is one of 0 to n - 1. */
    Condition whereBelow(Value value, int n) {
      return and(value, "0 <= " + value.text() + " < " + n, v -> v >= 0 && v < n);
    }

    private Condition and(Value value, String more, java.util.function.LongPredicate test) {
      List<CheckedCondition> both = new ArrayList<>();
      for (int i = 0; i < bySource.size(); i++) {
        Truth truth = bySource.get(i).truth();
        Whole whole = value.bySource().get(i).value();
        both.add(
            with(
                bySource.get(i),
                value.bySource().get(i),
                (slots, row) -> truth.test(slots, row) && test.test(whole.at(slots, row))));
      }
      return new Condition(text.isEmpty() ? more : text + " && " + more, both);
    }

    /** The same where a mark is set or, if negated, is not. */
    Condition whereMarked(List<Integer> slotBySource, List<Integer> markBySource, boolean negate) {
      List<CheckedCondition> both = new ArrayList<>();
      for (int i = 0; i < bySource.size(); i++) {
        CheckedCondition one = bySource.get(i);
        Truth truth = one.truth();
        int slot = slotBySource.get(i);
        long wanted = negate ? 0 : 1;
        Set<Integer> slots = new TreeSet<>(one.slots());
        slots.add(slot);
        int marks = one.markUse().marks() | 1 << markBySource.get(i);
        both.add(
            new CheckedCondition(
                (s, row) -> s[slot] == wanted && truth.test(s, row),
                new MarkUse(marks, one.markUse().absenceIsEvidence() || negate),
                one.columns(),
                slots));
      }
      String more = (negate ? "no outcome " : "outcome ") + markBySource;
      return new Condition(text.isEmpty() ? more : text + " && " + more, both);
    }
  }

  static CheckedCondition with(CheckedCondition condition, CheckedWhole value, Truth truth) {
    Set<Integer> columns = new TreeSet<>(condition.columns());
    columns.addAll(value.columns());
    Set<Integer> slots = new TreeSet<>(condition.slots());
    slots.addAll(value.slots());
    return new CheckedCondition(truth, condition.markUse(), columns, slots);
  }

  /**
   * A value.
   *
   * @param text equal text, same value
   * @param bySource one per source
   * @param alwaysKnown whether every event has it
   */
  record Value(String text, List<CheckedWhole> bySource, boolean alwaysKnown) {
    Value {
      bySource = List.copyOf(bySource);
    }

    /** The bins of the values. */
    Value inLogBins() {
      List<CheckedWhole> bins = new ArrayList<>();
      for (CheckedWhole one : bySource) {
        Whole value = one.value();
        Whole bin =
            (slots, row) -> {
              long v = value.at(slots, row);
              return v == Field.ABSENT ? v : LogBins.of(v);
            };
        bins.add(
            new CheckedWhole(bin, ValueKind.NUMBER, one.columns(), one.slots(), one.markUse()));
      }
      return new Value("log16(" + text + ")", bins, alwaysKnown);
    }
  }

  /** One text if it means the same in all sources. */
  static String joined(List<String> texts) {
    List<String> different = texts.stream().distinct().toList();
    return different.size() == 1 ? different.get(0) : String.join(" | ", texts);
  }

  static String typeNames(List<EventType> types) {
    return String.join(", ", types.stream().map(EventType::name).toList());
  }
}
