package io.mallguard.features.spec;

import io.mallguard.features.event.Field;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.MarkUse;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.ValueKind;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Column.Readout;
import io.mallguard.features.plan.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The measures of levels and fifos, whose events count in several ways. */
final class FlowShapes {
  private final AggregateEntry entry;
  private final LaneTerms terms;
  private final List<List<Flow>> bySource;

  FlowShapes(AggregateEntry entry, LaneTerms terms, List<List<Flow>> bySource) {
    this.entry = entry;
    this.terms = terms;
    this.bySource = bySource;
  }

  /** An event counts by the first flow whose condition holds and whose value is known. */
  private record Ways(List<Flow.Kind> kinds, List<Truth> conditions, List<Whole> values) {
    int of(long[] slots, double[] row) {
      for (int i = 0; i < kinds.size(); i++) {
        if (conditions.get(i).test(slots, row) && values.get(i).at(slots, row) != Field.ABSENT) {
          return i;
        }
      }
      return -1;
    }

    Truth isOf(Flow.Kind kind) {
      return (slots, row) -> {
        int way = of(slots, row);
        return way >= 0 && kinds.get(way) == kind;
      };
    }

    Whole value() {
      return (slots, row) -> {
        int way = of(slots, row);
        return way < 0 ? Field.ABSENT : values.get(way).at(slots, row);
      };
    }
  }

  Optional<LaneShape> shape() {
    Optional<Terms.Condition> where = terms.where();
    Optional<Terms.Value> of = terms.of();
    if (where.isEmpty() || of.isEmpty() || refusesMarks(where.get())) {
      return Optional.empty();
    }
    boolean level = entry.agg() == Agg.LEVEL;
    List<Flow.Kind> kinds =
        level
            ? List.of(Flow.Kind.SET, Flow.Kind.ADD, Flow.Kind.SUB)
            : List.of(Flow.Kind.IN, Flow.Kind.OUT);
    List<List<CheckedCondition>> bits = new ArrayList<>();
    List<CheckedWhole> values = new ArrayList<>();
    int next = 0;
    for (List<Flow> flows : bySource) {
      add(flows, next, where.get(), of.get(), kinds, bits, values);
      next += flows.size();
    }
    String text = text(where.get(), of.get());
    Terms.Value value = new Terms.Value(text, values, false);
    MeasureDraft measure = MeasureDraft.of(measure(), entry.window(), text, text);
    return Optional.of(
        LaneShape.of(measure, Readout.OWN).withFlag(text, kinds.size(), bits).with(value));
  }

  private boolean refusesMarks(Terms.Condition where) {
    if (where.marks() != 0) {
      entry
          .keyPlace()
          .refuse("reads_label_of_flow", "without labels: what flowed cannot be marked later");
    }
    return where.marks() != 0;
  }

  private static void add(
      List<Flow> flows,
      int first,
      Terms.Condition where,
      Terms.Value of,
      List<Flow.Kind> kinds,
      List<List<CheckedCondition>> bits,
      List<CheckedWhole> values) {
    List<Truth> truths = new ArrayList<>();
    List<Whole> wholes = new ArrayList<>();
    Set<Integer> slots = new TreeSet<>();
    Set<Integer> columns = new TreeSet<>();
    for (int i = first; i < first + flows.size(); i++) {
      CheckedCondition condition = where.bySource().get(i);
      CheckedWhole value = of.bySource().get(i);
      truths.add(condition.truth());
      wholes.add(value.value());
      slots.addAll(condition.slots());
      slots.addAll(value.slots());
      columns.addAll(condition.columns());
      columns.addAll(value.columns());
    }
    Ways ways = new Ways(flows.stream().map(Flow::kind).toList(), truths, wholes);
    bits.add(
        kinds.stream()
            .map(kind -> new CheckedCondition(ways.isOf(kind), MarkUse.NONE, columns, slots))
            .toList());
    values.add(new CheckedWhole(ways.value(), ValueKind.NUMBER, columns, slots, MarkUse.NONE));
  }

  /** What flows where, source by source. */
  private String text(Terms.Condition where, Terms.Value of) {
    List<String> ways = new ArrayList<>();
    for (List<Flow> flows : bySource) {
      List<String> words = new ArrayList<>();
      for (Flow flow : flows) {
        words.add(flow.kind().name().toLowerCase(Locale.ROOT));
      }
      ways.add(words.toString());
    }
    return "flows " + ways + " " + of.text() + " where " + where.text();
  }

  private Measure measure() {
    Options options = entry.options();
    if (entry.agg() == Agg.FIFO) {
      return new Measure.Fifo(0, 0, 0, options.tolerance(), options.read());
    }
    Measure.LevelKind kind = Measure.LevelKind.valueOf(options.read().toUpperCase(Locale.ROOT));
    return new Measure.Level(0, 0, 0, options.floor(), kind);
  }
}
