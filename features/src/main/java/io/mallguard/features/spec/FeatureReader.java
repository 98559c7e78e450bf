package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.expression.CheckedReal;
import io.mallguard.features.expression.Expressions;
import io.mallguard.features.expression.Scope;
import io.mallguard.features.expression.Variable;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.EventScope;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and compiles the features of one spec. */
final class FeatureReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final EventSchema schema;
  private final Problems problems;
  private final AggregateReader aggregates;
  private final Set<String> names = new LinkedHashSet<>();
  private final List<Feature> features = new ArrayList<>();
  private final List<Column> aggregateColumns = new ArrayList<>();
  private final List<Column> derivedColumns = new ArrayList<>();
  private final List<PendingDerived> pending = new ArrayList<>();
  private final List<String> canonicalFeatures = new ArrayList<>();
  private final List<String> canonicalDerived = new ArrayList<>();

  /** Columns that stand beside the features in files of rows and of decisions. */
  private static final List<String> RESERVED =
      List.of(
          "anomaly_score",
          "bundle_sha256",
          "data_quality",
          "decision",
          "event_id",
          "event_type",
          "fold_time",
          "label",
          "occurred_at",
          "policy_version",
          "prediction_id",
          "raw_score",
          "risk_level",
          "score",
          "sequence");

  private record PendingDerived(YamlNode expression, EventType eventType, int index) {}

  FeatureReader(
      EventSchema schema, Problems problems, Map<String, YamlNode> filters, Defaults defaults) {
    this.schema = schema;
    this.problems = problems;
    this.aggregates = new AggregateReader(schema, filters, defaults);
  }

  /** Reads one entry; derived expressions are compiled later, when all columns are known. */
  void declare(YamlMap map, boolean derived) {
    Optional<YamlNode> nameNode = map.require("name");
    String name = nameNode.flatMap(YamlNode::text).orElse("");
    if (nameNode.isPresent() && !NAME.matcher(name).matches()) {
      nameNode
          .get()
          .refuse("not_a_name", "lower-case letters, digits and _, at most 64, letter first");
    }
    Optional<String> meaning = map.require("meaning").flatMap(YamlNode::text);
    Optional<String> unit = map.get("unit").flatMap(YamlNode::text);
    if (derived) {
      declareDerived(map, name, unit, meaning.orElse(""));
    } else {
      for (AggregateReader.Compiled one : aggregates.read(map, name, features.size())) {
        String text = meaning.orElse("").replace("{window}", one.windowWords());
        add(map, one.name(), unit.orElse(one.unit()), text, one.reachMillis());
        aggregateColumns.add(one.column());
        canonicalFeatures.add(one.canonical(unit.orElse(one.unit()), text));
      }
    }
    map.refuseOthers();
  }

  private void declareDerived(YamlMap map, String name, Optional<String> unit, String meaning) {
    Optional<YamlNode> expression = map.require("expr");
    Optional<EventType> type = scoredType(map);
    if (unit.isEmpty()) {
      problems.add(map.place(), "missing_key", "no 'unit'", "given: unit, such as yes/no");
    }
    if (expression.isPresent() && type.isPresent()) {
      pending.add(new PendingDerived(expression.get(), type.get(), features.size()));
      canonicalDerived.add(
          SpecWriter.derived(
              name,
              type.get().name(),
              expression.get().text().orElse(""),
              unit.orElse(""),
              meaning));
    }
    add(map, name, unit.orElse(""), meaning, 0);
  }

  private Optional<EventType> scoredType(YamlMap map) {
    List<EventType> scored = schema.eventTypes().stream().filter(EventType::scored).toList();
    List<String> legal = scored.stream().map(EventType::name).toList();
    Optional<YamlNode> event = map.get("event");
    if (event.isPresent()) {
      return event.get().oneOf(legal).flatMap(schema::eventType);
    }
    if (scored.size() == 1) {
      return Optional.of(scored.get(0));
    }
    problems.add(map.place(), "missing_key", "no 'event'", Names.oneOf("", legal));
    return Optional.empty();
  }

  private void add(YamlMap map, String name, String unit, String meaning, long reachMillis) {
    if (RESERVED.contains(name)) {
      String legal = "a name other than those of the columns beside features: " + RESERVED;
      problems.add(map.place(), "reserved_name", "'" + name + "'", legal);
    }
    if (!names.add(name)) {
      problems.add(map.place(), "duplicate_name", "'" + name + "'", "a name that is not taken");
    }
    features.add(new Feature(name, features.size(), unit, meaning, reachMillis));
  }

  /** Compiles the derived expressions: each may name any aggregate and any derived before it. */
  void compile() {
    Map<String, Integer> columns = new LinkedHashMap<>();
    aggregateColumns.forEach(c -> columns.put(features.get(c.index()).name(), c.index()));
    for (PendingDerived derived : pending) {
      Scope.Builder scope = EventScope.of(derived.eventType(), schema.zone());
      columns.forEach((name, index) -> scope.add(name, new Variable.Column(index)));
      Optional<CheckedReal> value = Expressions.real(derived.expression(), scope.build());
      value.ifPresent(
          v ->
              derivedColumns.add(
                  new Column.Derived(derived.index(), derived.eventType().index(), v.value())));
      columns.put(features.get(derived.index()).name(), derived.index());
    }
  }

  List<Feature> features() {
    return features;
  }

  List<Column> columns() {
    List<Column> columns = new ArrayList<>(aggregateColumns);
    columns.addAll(derivedColumns);
    return columns;
  }

  List<Lane> lanes() {
    return aggregates.lanes();
  }

  String layout() {
    return aggregates.layout();
  }

  List<String> canonicalSection(String section) {
    return section.equals("derived") ? canonicalDerived : canonicalFeatures;
  }

  long idleTtlMillis() {
    return aggregates.idleTtlMillis();
  }
}
