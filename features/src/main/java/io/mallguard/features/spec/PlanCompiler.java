package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.expression.CheckedReal;
import io.mallguard.features.expression.Real;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles linked columns to a plan. It is done twice: once with every look-up in reach to learn
 * which are used, then with those alone. One owner thread.
 */
final class PlanCompiler {
  private final EventSchema schema;
  private final EventExpressions expressions;
  private final ColumnTexts texts;
  private final OutcomeMarks outcomes;
  private final LaneCompiler lanes;
  private final LookUpCompiler lookUps;
  private final GraphCompiler graphs;
  private final Map<ColumnDraft, LaneCompiler.Compiled> compiledLanes = new LinkedHashMap<>();
  private final Map<ColumnDraft, Column> others = new LinkedHashMap<>();

  PlanCompiler(
      EventSchema schema,
      EventExpressions expressions,
      Filters filters,
      Roles roles,
      OutcomeMarks outcomes,
      Defaults defaults) {
    this.schema = schema;
    this.expressions = expressions;
    this.texts = new ColumnTexts(filters);
    this.outcomes = outcomes;
    KeyResolver keys = new KeyResolver(schema, roles, expressions);
    this.lanes = new LaneCompiler(schema, expressions, keys, texts, outcomes, defaults);
    this.lookUps = new LookUpCompiler(expressions);
    this.graphs = new GraphCompiler(schema.eventTypes(), expressions, filters);
  }

  /** Compiles columns, each after those it reads. */
  void compile(List<ColumnDraft> sorted) {
    for (ColumnDraft column : sorted) {
      if (column instanceof ColumnDraft.Lane lane) {
        lanes.compile(lane).ifPresent(c -> compiledLanes.put(column, c));
      } else if (column instanceof ColumnDraft.Derived derived) {
        derived(derived);
      } else if (column instanceof ColumnDraft.Quotient quotient) {
        quotient(quotient);
      } else if (column instanceof ColumnDraft.Divergence divergence) {
        divergence(divergence);
      } else if (column instanceof ColumnDraft.Graph graph) {
        graphs.compile(graph);
      }
    }
  }

  /** The look-ups that are used, also by look-ups and outcomes. */
  AllNames.Usage usage() {
    new TypePlans(schema, expressions, lookUps, outcomes, lanes.families(), column -> "")
        .outcomes();
    lookUps.noteUsage();
    return expressions.usage();
  }

  private void derived(ColumnDraft.Derived column) {
    @Nullable Real[] values = new @Nullable Real[schema.eventTypes().size()];
    List<String> words = new ArrayList<>();
    for (int type : column.types()) {
      EventType eventType = schema.eventTypes().get(type);
      Optional<CheckedReal> value = expressions.real(eventType, column.expression());
      value.ifPresent(v -> values[type] = v.value());
      words.add(texts.of(expressions, eventType, Optional.empty(), column.expression()));
    }
    texts.put(column.name(), "derived " + Terms.joined(words.isEmpty() ? List.of("") : words));
    putDerived(column, values);
  }

  /** {@code List.of} takes no null. */
  private static List<@Nullable Real> unmodifiable(@Nullable Real[] values) {
    return java.util.Collections.unmodifiableList(Arrays.asList(values));
  }

  private void quotient(ColumnDraft.Quotient column) {
    int above = column.numerator().index();
    int below = column.denominator().index();
    double aboveUnits = column.numeratorUnits();
    double belowUnits = column.denominatorUnits();
    double whenEmpty = column.whenEmpty();
    boolean missingIsEmpty = column.denominatorIsMissingWhenEmpty();
    Real value =
        (slots, row) -> {
          double denominator = row[below] / belowUnits;
          return denominator == 0 || (missingIsEmpty && Double.isNaN(denominator))
              ? whenEmpty
              : row[above] / aboveUnits / denominator;
        };
    @Nullable Real[] values = new @Nullable Real[schema.eventTypes().size()];
    column.types().forEach(type -> values[type] = value);
    texts.put(
        column.name(),
        String.join(
            " ",
            "quotient",
            texts.of(column.numerator().name()),
            Double.toString(aboveUnits),
            texts.of(column.denominator().name()),
            Double.toString(belowUnits),
            Double.toString(whenEmpty)));
    putDerived(column, values);
  }

  private void divergence(ColumnDraft.Divergence column) {
    Real value =
        new ShareDivergence(
            column.own().index(),
            column.other().index(),
            column.own().width(),
            column.measure().equals("l1"),
            column.whenEmpty());
    @Nullable Real[] values = new @Nullable Real[schema.eventTypes().size()];
    column.types().forEach(type -> values[type] = value);
    texts.put(
        column.name(),
        String.join(
            " ",
            "divergence",
            column.measure(),
            texts.of(column.own().name()),
            texts.of(column.other().name()),
            Double.toString(column.whenEmpty())));
    putDerived(column, values);
  }

  private void putDerived(ColumnDraft column, @Nullable Real[] values) {
    others.put(
        column,
        new Column.Derived(
            column.index(), column.stage(), unmodifiable(values), column.readIndexes()));
  }

  /** The plan, with its layout as text. */
  record Finished(Plan plan, String layout) {}

  Finished finished(List<ColumnDraft> sorted, int rowSize) {
    List<FamilyDraft> drafts = lanes.families().stream().filter(f -> !f.lanes().isEmpty()).toList();
    List<Family> families = new ArrayList<>();
    StringBuilder layout = new StringBuilder();
    for (FamilyDraft draft : drafts) {
      families.add(draft.finished(families.size()));
      layout.append(draft.layout()).append('\n');
    }
    Column[] columns = new Column[sorted.stream().mapToInt(ColumnDraft::width).sum()];
    List<Integer> order = new ArrayList<>();
    for (ColumnDraft column : sorted) {
      LaneCompiler.Compiled lane = compiledLanes.get(column);
      Column other = others.get(column);
      if (lane != null) {
        int family = drafts.indexOf(lane.family());
        int types = schema.eventTypes().size();
        for (int bin = 0; bin < column.width(); bin++) {
          columns[column.index() + bin] = LaneCompiler.finished(lane, family, types, bin);
        }
      } else if (other != null) {
        columns[column.index()] = other;
      } else if (column instanceof ColumnDraft.Graph graph) {
        columns[column.index()] = graphs.finished(graph);
      }
      for (int at = 0; at < column.width(); at++) {
        order.add(column.index() + at);
      }
    }
    Map<Integer, String> columnTexts = new HashMap<>();
    sorted.forEach(column -> columnTexts.put(column.index(), texts.of(column.name())));
    TypePlans typePlans =
        new TypePlans(
            schema,
            expressions,
            lookUps,
            outcomes,
            drafts,
            column -> columnTexts.getOrDefault(column, ""));
    layout.append(lookUps.layout(texts.filters())).append(typePlans.layout());
    layout.append(graphs.layout());
    Plan plan =
        new Plan(
            schema.zone(),
            typePlans.plans(),
            lookUps.lookUps(),
            families,
            graphs.stores(),
            Arrays.asList(columns),
            rowSize,
            order);
    return new Finished(plan, layout.toString());
  }
}
