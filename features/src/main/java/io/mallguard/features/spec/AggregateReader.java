package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.Expressions;
import io.mallguard.features.schema.EventScope;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads aggregate features and builds the lanes they read. */
final class AggregateReader {
  private final EventSchema schema;
  private final Map<String, YamlNode> filters;
  private final Defaults defaults;
  private final Map<String, LaneBuilder> lanes = new LinkedHashMap<>();

  /** One feature with one window, compiled. */
  record Compiled(
      String name,
      Column.Aggregate column,
      Window window,
      String unit,
      String key,
      String event,
      String of,
      String where) {
    long reachMillis() {
      return window.reachMillis();
    }

    String windowWords() {
      return Durations.write(window.lengthMillis());
    }

    String canonical(String writtenUnit, String meaning) {
      return SpecWriter.aggregate(this, writtenUnit, meaning);
    }
  }

  AggregateReader(EventSchema schema, Map<String, YamlNode> filters, Defaults defaults) {
    this.schema = schema;
    this.filters = filters;
    this.defaults = defaults;
  }

  /** The columns of one entry, one per window, from the given index on. */
  List<Compiled> read(YamlMap map, String name, int firstIndex) {
    Optional<Aggregation> aggregation =
        map.require("agg").flatMap(n -> n.oneOf(Aggregation.words())).map(Aggregation::of);
    Optional<EventType> type = map.require("event").flatMap(this::eventType);
    Optional<YamlNode> keyNode = map.require("key");
    List<String> key = keyNode.map(this::entities).orElse(List.of());
    List<Window> windows = windows(map);
    boolean includeCurrent = includeCurrent(map);
    Optional<YamlNode> emptyNode = map.get("when_empty");
    Optional<YamlNode> whereNode = map.get("where");
    Optional<YamlNode> ofNode = map.get("of");
    if (aggregation.isEmpty() || type.isEmpty() || keyNode.isEmpty() || key.isEmpty()) {
      return List.of();
    }
    Optional<LaneBuilder> lane = lane(keyNode.get(), key, type.get());
    int of = ofField(map, ofNode, aggregation.get(), type.get());
    Optional<CheckedCondition> where =
        whereNode.isEmpty()
            ? Optional.of(LaneBuilder.every())
            : condition(whereNode.get(), type.get());
    if (aggregation.get() == Aggregation.SHARE && whereNode.isEmpty()) {
      map.require("where");
      return List.of();
    }
    if (lane.isEmpty() || where.isEmpty()) {
      return List.of();
    }
    whereNode.ifPresent(
        node -> checkKnown(node, where.get(), aggregation.get(), type.get(), windows));
    double whenEmpty = whenEmpty(emptyNode, aggregation.get());
    String whereText = whereNode.flatMap(this::resolvedText).orElse(LaneBuilder.EVERY);
    List<Compiled> compiled = new ArrayList<>();
    for (Window window : windows) {
      compiled.add(
          compile(
              new Draft(name, aggregation.get(), type.get(), key, of, whereText, where.get()),
              lane.get(),
              window,
              windows.size() > 1,
              includeCurrent,
              whenEmpty,
              firstIndex + compiled.size()));
    }
    if (lane.get().flagCount() > LaneBuilder.MAX_FLAGS) {
      keyNode
          .get()
          .refuse("too_many", "at most " + LaneBuilder.MAX_FLAGS + " filters per key and event");
    }
    return compiled;
  }

  private static double whenEmpty(Optional<YamlNode> node, Aggregation aggregation) {
    if (node.isPresent() && aggregation.emptyDefault() == 0) {
      node.get().refuse("no_effect", "left out: an empty " + aggregation.word() + " is 0");
    }
    return node.map(n -> n.number(-1e15, 1e15).orElse(0)).orElse(aggregation.emptyDefault());
  }

  private record Draft(
      String name,
      Aggregation aggregation,
      EventType type,
      List<String> key,
      int of,
      String whereText,
      CheckedCondition where) {}

  private Compiled compile(
      Draft draft,
      LaneBuilder lane,
      Window window,
      boolean several,
      boolean includeCurrent,
      double whenEmpty,
      int index) {
    int numerator = lane.measure(draft.whereText(), draft.where(), draft.of(), draft.of());
    int denominator =
        switch (draft.aggregation()) {
          case COUNT, SUM -> -1;
          case MEAN -> lane.measure(draft.whereText(), draft.where(), draft.of(), -1);
          case SHARE -> lane.measure(LaneBuilder.EVERY, LaneBuilder.every(), -1, -1);
        };
    Column.Aggregate column =
        new Column.Aggregate(
            index,
            lane.index(),
            lane.window(window),
            draft.aggregation(),
            numerator,
            denominator,
            includeCurrent,
            whenEmpty);
    String name =
        several ? draft.name() + "_" + Durations.write(window.lengthMillis()) : draft.name();
    return new Compiled(
        name,
        column,
        window,
        unit(draft),
        draft.key().size() == 1 ? draft.key().get(0) : "[" + String.join(", ", draft.key()) + "]",
        draft.type().name(),
        draft.of() < 0 ? "" : draft.type().fields().get(draft.of()).name(),
        draft.whereText().equals(LaneBuilder.EVERY) ? "" : draft.whereText());
  }

  private String unit(Draft draft) {
    return switch (draft.aggregation()) {
      case COUNT -> "events";
      case SHARE -> "share";
      case SUM, MEAN ->
          draft.of() >= 0 && draft.type().fields().get(draft.of()).kind() == Field.Kind.MONEY
              ? schema.currency() + " minor units"
              : "number";
    };
  }

  private Optional<EventType> eventType(YamlNode node) {
    return node.oneOf(schema.eventTypes().stream().map(EventType::name).toList())
        .flatMap(schema::eventType);
  }

  private List<String> entities(YamlNode node) {
    List<String> key = new ArrayList<>();
    for (YamlNode element : node.list()) {
      Optional<String> entity = element.oneOf(schema.entities());
      if (entity.isPresent() && key.contains(entity.get())) {
        element.refuse("duplicate_name", "an entity that stands only once in the key");
      }
      entity.ifPresent(key::add);
    }
    return key.size() == node.list().size() ? key : List.of();
  }

  private Optional<LaneBuilder> lane(YamlNode node, List<String> key, EventType type) {
    List<Integer> keyFields = new ArrayList<>();
    for (String entity : key) {
      List<Integer> fields = KeyFields.of(type, entity);
      if (fields.size() != 1) {
        node.refuse(
            "no_such_key",
            "an entity that exactly one field of "
                + type.name()
                + " identifies, has "
                + fields.size());
        return Optional.empty();
      }
      keyFields.add(fields.get(0));
    }
    return Optional.of(
        lanes.computeIfAbsent(
            key + " " + type.name(),
            k ->
                new LaneBuilder(
                    lanes.size(), key, type.index(), keyFields, defaults.idleTtlMillis())));
  }

  private static int ofField(
      YamlMap map, Optional<YamlNode> node, Aggregation aggregation, EventType type) {
    if (!aggregation.needsField()) {
      node.ifPresent(n -> n.refuse("not_used", "left out: " + aggregation.word() + " has no 'of'"));
      return -1;
    }
    if (node.isEmpty()) {
      map.require("of");
      return -1;
    }
    String name = node.get().text().orElse("");
    int index = type.fieldIndex(name);
    if (index < 0 || !isNumber(type.fields().get(index))) {
      List<String> legal =
          type.fields().stream().filter(AggregateReader::isNumber).map(Field::name).toList();
      node.get().refuse("not_a_number_field", Names.oneOf(name, legal));
      return -1;
    }
    return index;
  }

  private static boolean isNumber(Field field) {
    return field.kind() == Field.Kind.MONEY || field.kind() == Field.Kind.INTEGER;
  }

  private List<Window> windows(YamlMap map) {
    long delayMillis = map.get("delay").map(n -> n.durationMillis().orElse(0)).orElse(0L);
    List<Window> windows = new ArrayList<>();
    for (YamlNode node : map.require("window").map(YamlNode::list).orElse(List.of())) {
      long lengthMillis = node.durationMillis().orElse(0);
      if (lengthMillis + delayMillis > defaults.idleTtlMillis()) {
        node.refuse(
            "beyond_ttl",
            "at most idle_ttl " + Durations.write(defaults.idleTtlMillis()) + " with its delay");
      }
      if (windows.stream().anyMatch(w -> w.lengthMillis() == lengthMillis)) {
        node.refuse("duplicate_window", "a window that stands only once");
      }
      windows.add(new Window(lengthMillis, delayMillis));
    }
    return windows;
  }

  private boolean includeCurrent(YamlMap map) {
    Optional<YamlNode> node = map.get("include_current");
    Optional<YamlNode> delay = map.get("delay");
    boolean given = node.flatMap(YamlNode::yesNo).orElse(false);
    if (delay.isPresent()) {
      node.filter(n -> given)
          .ifPresent(n -> n.refuse("no_effect", "false: a delayed window never holds the event"));
      return false;
    }
    return node.isPresent() ? given : defaults.includeCurrent();
  }

  private Optional<String> resolvedText(YamlNode where) {
    return where.text().flatMap(text -> filters.getOrDefault(text, where).text());
  }

  private Optional<CheckedCondition> condition(YamlNode where, EventType type) {
    YamlNode node = where.text().map(text -> filters.getOrDefault(text, where)).orElse(where);
    return Expressions.condition(node, EventScope.withMarks(type, schema.zone()).build());
  }

  /** A label must not be read as evidence before the schema says it can be known. */
  private static void checkKnown(
      YamlNode where,
      CheckedCondition condition,
      Aggregation aggregation,
      EventType type,
      List<Window> windows) {
    boolean evidence = condition.markUse().absenceIsEvidence() || aggregation.readsAbsence();
    for (MarkedField field : type.markedFields()) {
      boolean reads = (condition.markUse().marks() & (1 << field.index())) != 0;
      boolean early = windows.stream().anyMatch(w -> w.delayMillis() < field.knownAfterMillis());
      if (reads && evidence && early) {
        where.refuse(
            "reads_label_too_early",
            "delayed: "
                + field.name()
                + " is known after "
                + Durations.write(field.knownAfterMillis())
                + ", so give delay: "
                + Durations.write(field.knownAfterMillis())
                + " or more");
      }
    }
  }

  List<Lane> lanes() {
    return lanes.values().stream().map(LaneBuilder::build).toList();
  }

  String layout() {
    return lanes.values().stream().map(LaneBuilder::layout).toList().toString();
  }

  long idleTtlMillis() {
    return defaults.idleTtlMillis();
  }
}
