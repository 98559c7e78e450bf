package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the sections {@code features} and {@code derived}. */
final class FeatureReader {
  private static final String WINDOW = "{window}";

  private final EventSchema schema;
  private final Filters filters;
  private final AggregateReader aggregates;
  private final GraphReader graphs;
  private final Declarations declarations = new Declarations();
  private final List<Pending> pending = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();

  /** A derived feature over one window; its names are expanded when all columns are known. */
  private record Pending(
      int position,
      String name,
      boolean inRow,
      YamlNode place,
      YamlNode expression,
      Optional<EventType> event,
      String windowWords,
      String unit,
      String meaning) {}

  FeatureReader(
      EventSchema schema, EventWords events, Filters filters, Defaults defaults, GraphSets sets) {
    this.schema = schema;
    this.filters = filters;
    this.graphs = new GraphReader(sets, filters, schema.currency());
    this.aggregates = new AggregateReader(schema, events, filters, defaults);
  }

  /** Reads one entry of a section. */
  void read(YamlMap map, String section) {
    Optional<YamlNode> nameNode = map.require("name");
    String name = nameNode.flatMap(FeatureName::read).orElse("");
    boolean inRow = !map.get("internal").flatMap(YamlNode::yesNo).orElse(false);
    YamlNode place = nameNode.orElse(map.self());
    String meaning =
        (inRow ? map.require("meaning") : map.get("meaning")).flatMap(YamlNode::text).orElse("");
    Optional<String> unit = map.get("unit").flatMap(YamlNode::text);
    if (section.equals("derived")) {
      derived(map, name, place, inRow, unit, meaning);
    } else if (section.equals("graph")) {
      declare(graphs.read(map, name, place, inRow), section, place, inRow, unit, meaning);
    } else {
      aggregate(map, name, place, inRow, unit, meaning);
    }
    map.refuseOthers();
  }

  private void aggregate(
      YamlMap map,
      String name,
      YamlNode place,
      boolean inRow,
      Optional<String> unit,
      String meaning) {
    List<ColumnDraft> columns =
        declare(aggregates.read(map, name, place, inRow), "features", place, inRow, unit, meaning);
    map.get("stage").ifPresent(node -> declarations.stated(node, columns));
  }

  private List<ColumnDraft> declare(
      List<AggregateReader.Read> reads,
      String section,
      YamlNode place,
      boolean inRow,
      Optional<String> unit,
      String meaning) {
    List<ColumnDraft> columns = new ArrayList<>();
    for (AggregateReader.Read one : reads) {
      String words = meaning.replace(WINDOW, one.windowWords());
      String unitWords = unit.orElse(one.unit());
      Map<String, String> written = new LinkedHashMap<>();
      written.put("name", one.name());
      written.putAll(one.written());
      describe(written, inRow, unitWords, words);
      checkName(one.name(), place);
      declarations.add(new Declarations.Declared(one.column(), section, unitWords, words, written));
      one.parts().forEach(declarations::addPart);
      columns.add(one.column());
    }
    return columns;
  }

  private static void describe(
      Map<String, String> written, boolean inRow, String unit, String meaning) {
    if (!inRow) {
      written.put("internal", "true");
    }
    if (!unit.isEmpty()) {
      written.put("unit", Quoted.of(unit));
    }
    if (!meaning.isEmpty()) {
      written.put("meaning", Quoted.of(meaning));
    }
  }

  private void checkName(String name, YamlNode place) {
    names.add(name);
    if (!name.isEmpty() && !FeatureName.isLegal(name)) {
      place.withText(name).refuse("not_a_name", FeatureName.LEGAL);
    }
  }

  private void derived(
      YamlMap map,
      String name,
      YamlNode place,
      boolean inRow,
      Optional<String> unit,
      String meaning) {
    Optional<YamlNode> expression = map.require("expr").filter(n -> n.text().isPresent());
    List<String> scored =
        schema.eventTypes().stream().filter(EventType::scored).map(EventType::name).toList();
    Optional<YamlNode> eventNode = map.get("event");
    Optional<EventType> event = eventNode.flatMap(n -> n.oneOf(scored)).flatMap(schema::eventType);
    if (inRow && unit.isEmpty() && !map.has("unit")) {
      map.require("unit");
    }
    Map<String, YamlNode> windows = windows(map);
    if (expression.isEmpty() || (eventNode.isPresent() && event.isEmpty())) {
      return;
    }
    windows.forEach(
        (words, node) -> {
          String own = windows.size() > 1 ? name + "_" + words : name;
          checkName(own, place);
          pending.add(
              new Pending(
                  declarations.features().size(),
                  own,
                  inRow,
                  place,
                  expression.get(),
                  event,
                  words,
                  unit.orElse(""),
                  meaning.replace(WINDOW, words)));
          Map<String, String> none = new LinkedHashMap<>();
          ColumnDraft stand = new ColumnDraft.Derived(own, inRow, place, expression.get(), event);
          declarations.add(new Declarations.Declared(stand, "derived", "", "", none));
        });
  }

  private static Map<String, YamlNode> windows(YamlMap map) {
    Map<String, YamlNode> windows = new LinkedHashMap<>();
    Optional<YamlNode> node = map.get("window");
    for (YamlNode element : node.map(YamlNode::list).orElse(List.of())) {
      WindowReader.lengthMillis(element)
          .map(length -> length == Window.LIFE ? "life" : Durations.write(length))
          .filter(words -> windows.put(words, element) != null)
          .ifPresent(w -> element.refuse("duplicate_window", "a window that stands only once"));
    }
    if (windows.isEmpty()) {
      windows.put("", map.self());
    }
    return windows;
  }

  /** All features, with the windows of derived ones written into their expressions. */
  Declarations declarations() {
    for (Pending one : pending) {
      String text = one.expression().text().orElse("").trim();
      String expanded =
          one.windowWords().isEmpty()
              ? text
              : ExpressionText.replaceNames(
                  text,
                  name ->
                      names.contains(name + "_" + one.windowWords())
                          ? name + "_" + one.windowWords()
                          : name);
      YamlNode expression =
          expanded.equals(text) ? one.expression() : one.expression().withText(expanded);
      Map<String, String> written = new LinkedHashMap<>();
      written.put("name", one.name());
      one.event().ifPresent(type -> written.put("event", type.name()));
      written.put("expr", Quoted.of(filters.expand(expanded)));
      describe(written, one.inRow(), one.unit(), one.meaning());
      declarations.replace(
          one.position(),
          new Declarations.Declared(
              new ColumnDraft.Derived(
                  one.name(), one.inRow(), one.place(), expression, one.event()),
              "derived",
              one.unit(),
              one.meaning(),
              written));
    }
    return declarations;
  }
}
