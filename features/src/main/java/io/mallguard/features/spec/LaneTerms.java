package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.ValueKind;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the conditions and values of one aggregate for the sources of its lane. */
final class LaneTerms {
  private final EventExpressions expressions;
  private final KeyResolver keys;
  private final ColumnTexts texts;
  private final List<String> entities;
  private final AggregateEntry entry;

  /** The flows in the order of the lane's sources. */
  private final List<Flow> flows;

  LaneTerms(
      EventExpressions expressions,
      KeyResolver keys,
      ColumnTexts texts,
      List<String> entities,
      AggregateEntry entry,
      List<Flow> flows) {
    this.expressions = expressions;
    this.keys = keys;
    this.texts = texts;
    this.entities = entities;
    this.entry = entry;
    this.flows = flows;
  }

  /**
   * The condition of the aggregate; all events without one. Empty, with problems, if it is none.
   */
  Optional<Terms.Condition> where() {
    List<CheckedCondition> bySource = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Flow flow : flows) {
      if (flow.where().isEmpty()) {
        bySource.add(LaneDraft.always());
        words.add(LaneDraft.EVERY);
        continue;
      }
      YamlNode node = flow.where().get();
      EventType type = flow.use().type();
      Optional<CheckedCondition> checked = expressions.condition(type, entry.each(), node);
      checked.ifPresent(bySource::add);
      checked.ifPresent(c -> checkMarks(node, type, c));
      words.add(texts.of(expressions, type, entry.each(), node));
    }
    return bySource.size() == flows.size()
        ? Optional.of(new Terms.Condition(Terms.joined(words), bySource))
        : Optional.empty();
  }

  /**
   * A label must not be read as evidence before the schema says it can be known. Evidence is every
   * condition that "not marked" can make true, and every condition on marks in an aggregate that
   * compares marked events with others: share, ratio, against_baseline.
   */
  private void checkMarks(YamlNode where, EventType type, CheckedCondition condition) {
    int marks = condition.markUse().marks();
    if (marks == 0) {
      return;
    }
    if (entry.window().isLife()) {
      where.refuse(
          "reads_label_for_life",
          "over a window with an end: what is kept for life cannot be marked; use the label's own"
              + " events");
    } else if (entry.each().isPresent()) {
      where.refuse("reads_label_of_elements", "without labels: elements of lists are not marked");
    } else if (entry.resolutionMillis() > 0) {
      where.refuse(
          "reads_label_of_spans", "without labels, or without resolution: events kept as one");
    }
    boolean evidence = condition.markUse().absenceIsEvidence() || entry.comparesMarks();
    for (MarkedField field : type.markedFields()) {
      boolean reads = (marks & 1 << field.index()) != 0;
      if (reads && evidence && entry.window().delayMillis() < field.knownAfterMillis()) {
        String time = Durations.write(field.knownAfterMillis());
        where.refuse(
            "reads_label_too_early",
            "delayed: "
                + field.name()
                + " is known after "
                + time
                + ", so give delay: "
                + time
                + " or more");
      }
    }
  }

  /** The value {@code of} of the aggregate. */
  Optional<Terms.Value> of() {
    List<YamlNode> nodes = flows.stream().flatMap(flow -> flow.of().stream()).toList();
    return nodes.size() == flows.size() ? value(nodes, entry.agg().of()) : Optional.empty();
  }

  /** A value that all flows have, such as {@code by}. */
  Optional<Terms.Value> value(YamlNode node, Agg.Of kind) {
    return value(flows.stream().map(f -> node).toList(), kind);
  }

  private Optional<Terms.Value> value(List<YamlNode> nodes, Agg.Of kind) {
    List<CheckedWhole> bySource = new ArrayList<>();
    List<String> words = new ArrayList<>();
    boolean always = true;
    for (int i = 0; i < flows.size(); i++) {
      EventType type = flows.get(i).use().type();
      YamlNode node = named(type, nodes.get(i));
      Optional<CheckedWhole> checked =
          expressions.whole(type, entry.each(), node).filter(c -> fits(node, c.kind(), kind));
      checked.ifPresent(bySource::add);
      words.add(texts.of(expressions, type, entry.each(), node));
      always &=
          expressions.names().of(type).isAlwaysPresent(node.text().orElse("").trim(), entry.each());
    }
    return bySource.size() == flows.size()
        ? Optional.of(new Terms.Value(Terms.joined(words), bySource, always))
        : Optional.empty();
  }

  /** {@code of: buyer} is the id of the buyer, whatever field holds it. */
  private YamlNode named(EventType type, YamlNode node) {
    String text = node.text().orElse("");
    if (!entities.contains(text) || expressions.names().of(type).has(text, entry.each(), true)) {
      return node;
    }
    return keys.named(type, node, entry.each())
        .filter(path -> path.alternatives().size() == 1)
        .map(path -> path.alternatives().get(0))
        .map(found -> found.notingIn(node.problems()))
        .orElse(node);
  }

  private static boolean fits(YamlNode node, ValueKind kind, Agg.Of wanted) {
    boolean fits =
        switch (wanted) {
          case GROUP -> true;
          case VALUE -> kind != ValueKind.ID;
          case NUMBER, OWN, NONE -> kind == ValueKind.NUMBER || kind == ValueKind.BOOL;
        };
    if (!fits) {
      node.refuse(
          "not_a_number",
          wanted == Agg.Of.VALUE
              ? "a number, an enum or a bool; ids can only be told apart"
              : "a whole number; ids and enums can only be told apart");
    }
    return fits;
  }

  /** The unit of a value: that of a field of money, else a plain number. */
  static String unit(EventType type, Optional<String> each, String name, String currency) {
    int list = each.map(type::listIndex).orElse(-1);
    List<Field> fields = new ArrayList<>();
    if (list >= 0) {
      fields.addAll(type.lists().get(list).fields());
    }
    fields.addAll(type.fields());
    boolean money =
        fields.stream()
            .filter(f -> f.name().equals(name))
            .findFirst()
            .map(f -> f.kind() == Field.Kind.MONEY)
            .orElse(false);
    return money ? currency + " minor units" : "number";
  }
}
