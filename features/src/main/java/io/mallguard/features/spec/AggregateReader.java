package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads aggregate features: one column per window, with what {@code ratio} needs beside. */
final class AggregateReader {
  private final EventSchema schema;
  private final EventWords events;
  private final Filters filters;
  private final WindowReader windows;
  private final OptionReader options;

  /**
   * One feature over one window.
   *
   * @param name its name
   * @param column its column; what it is computed from is reachable from it
   * @param parts internal columns that it needs
   * @param written its canonical form without unit and meaning
   * @param unit its unit if the spec does not write it
   * @param windowWords the window as its meaning says it
   */
  record Read(
      String name,
      ColumnDraft column,
      List<ColumnDraft> parts,
      Map<String, String> written,
      String unit,
      String windowWords) {}

  AggregateReader(EventSchema schema, EventWords events, Filters filters, Defaults defaults) {
    this.schema = schema;
    this.events = events;
    this.filters = filters;
    this.windows = new WindowReader(defaults);
    this.options = new OptionReader(schema, events, filters);
  }

  /** What features of one entry share. */
  private record Head(
      YamlMap map,
      String name,
      boolean inRow,
      YamlNode place,
      YamlNode keyPlace,
      List<YamlNode> key,
      List<YamlNode> roles,
      Optional<String> each,
      Agg agg,
      Map<String, String> written) {
    String keyName() {
      return AggregateEntry.keyName(
          key.stream()
              .map(n -> n.text().orElse("").trim())
              .map(part -> part.contains("/") ? part.substring(0, part.indexOf('/')) : part)
              .toList());
    }
  }

  /** The columns of one entry, one per window. */
  List<Read> read(YamlMap map, String name, YamlNode place, boolean inRow) {
    Optional<Agg> agg = map.require("agg").flatMap(n -> n.oneOf(Agg.words())).map(Agg::of);
    Optional<YamlNode> keyNode = map.require("key");
    List<YamlNode> key =
        keyNode.map(YamlNode::list).orElse(List.of()).stream()
            .filter(n -> n.text().isPresent())
            .toList();
    keyNode
        .filter(n -> n.list().isEmpty())
        .ifPresent(n -> n.refuse("wrong_key", "one part or more"));
    List<YamlNode> roles =
        map.get("role").map(YamlNode::list).orElse(List.of()).stream()
            .filter(n -> n.text().isPresent())
            .toList();
    Optional<String> each = map.get("each").flatMap(YamlNode::text);
    map.get("stage"); // checked when stages are known
    if (agg.isEmpty()
        || keyNode.isEmpty()
        || key.isEmpty()
        || key.size() != keyNode.get().list().size()) {
      List.of("event", "of", "where", "window", "delay", "include_current", "when_empty")
          .forEach(map::get);
      map.get("event").ifPresent(events::uses);
      agg.ifPresent(a -> windows.read(map, a, "", true));
      return List.of();
    }
    checkDistinct(key);
    Map<String, String> written = new LinkedHashMap<>();
    written.put("key", SpecText.oneOrList(key.stream().map(n -> n.text().orElse("")).toList()));
    if (!roles.isEmpty()) {
      written.put(
          "role", SpecText.oneOrList(roles.stream().map(n -> n.text().orElse("")).toList()));
    }
    Head head =
        new Head(map, name, inRow, place, keyNode.get(), key, roles, each, agg.get(), written);
    return switch (agg.get()) {
      case RATIO -> ratio(head);
      case AGAINST_BASELINE -> baseline(head);
      default -> plain(head);
    };
  }

  private static void checkDistinct(List<YamlNode> key) {
    List<String> seen = new ArrayList<>();
    for (YamlNode node : key) {
      String text = node.text().orElse("");
      if (seen.contains(text)) {
        node.refuse("duplicate_name", "a part that stands only once in the key");
      }
      seen.add(text);
    }
  }

  private List<Read> plain(Head head) {
    YamlMap map = head.map();
    List<Flow> flows = flows(head, map, head.agg(), head.written());
    head.written().put("agg", head.agg().word());
    OptionReader.Read own = options.read(map, head.agg());
    head.written().putAll(own.written());
    writeOfAndWhere(flows, head);
    Map<Window, YamlNode> all = windows.read(map, head.agg(), head.keyName(), true);
    boolean current = windows.includeCurrent(map);
    double whenEmpty = whenEmpty(map, head.agg());
    long resolution = WindowReader.resolutionMillis(map, head.agg(), all.keySet());
    checkOptions(head, own.options(), all.keySet());
    List<Read> reads = new ArrayList<>();
    if (flows.isEmpty()) {
      return reads;
    }
    all.forEach(
        (window, place) -> {
          AggregateEntry entry =
              new AggregateEntry(
                  head.keyPlace(),
                  head.key(),
                  head.roles(),
                  head.each(),
                  head.agg(),
                  flows,
                  own.options(),
                  window,
                  place,
                  resolution,
                  current,
                  whenEmpty,
                  head.agg().readsAbsence());
          String words = WindowReader.words(window);
          boolean suffix = all.size() > 1;
          String name = suffix ? head.name() + "_" + words : head.name();
          Map<String, String> written = new LinkedHashMap<>(head.written());
          writeWindow(written, head, entry);
          reads.add(
              new Read(
                  name,
                  new ColumnDraft.Lane(name, head.inRow(), head.place(), entry),
                  List.of(),
                  written,
                  unit(flows.get(0), head),
                  words));
        });
    return reads;
  }

  private static void checkOptions(Head head, Options own, Iterable<Window> windows) {
    Optional<YamlNode> delay = head.map().get("delay");
    for (Window window : windows) {
      own.match()
          .filter(m -> window.delayMillis() < m.withinMillis())
          .ifPresent(
              m ->
                  delay
                      .orElse(head.place())
                      .refuse(
                          "reads_outcome_too_early",
                          "delay: "
                              + io.mallguard.features.yaml.Durations.write(m.withinMillis())
                              + " or more, since the outcome is known only then"));
    }
  }

  private static void writeWindow(Map<String, String> written, Head head, AggregateEntry entry) {
    boolean isWritten = head.map().has("window");
    if (isWritten) {
      written.put("window", SpecText.window(entry.window().lengthMillis()));
    }
    if (entry.window().delayMillis() > 0) {
      written.put("delay", SpecText.window(entry.window().delayMillis()));
    }
    if (entry.resolutionMillis() > 0) {
      written.put("resolution", SpecText.window(entry.resolutionMillis()));
    }
    if (entry.window().delayMillis() == 0) {
      written.put("include_current", Boolean.toString(entry.includeCurrent()));
    }
    writeWhenEmpty(written, entry.agg(), entry.whenEmpty());
  }

  private static void writeWhenEmpty(Map<String, String> written, Agg agg, double whenEmpty) {
    if (Double.isNaN(agg.emptyDefault()) && !Double.isNaN(whenEmpty)) {
      written.put("when_empty", Double.toString(whenEmpty));
    }
  }

  private void writeOfAndWhere(List<Flow> flows, Head head) {
    if (flows.isEmpty() || flows.get(0).kind() != Flow.Kind.PLAIN) {
      return;
    }
    flows
        .get(0)
        .of()
        .flatMap(YamlNode::text)
        .ifPresent(text -> head.written().put("of", SpecText.scalar(filters.expand(text))));
    flows
        .get(0)
        .where()
        .flatMap(YamlNode::text)
        .ifPresent(
            text ->
                head.written()
                    .put("where", io.mallguard.features.yaml.Quoted.of(filters.expand(text))));
  }

  /** The events an aggregate takes in; empty, with problems, if they are not said. */
  private List<Flow> flows(Head head, YamlMap map, Agg agg, Map<String, String> written) {
    if (agg == Agg.LEVEL || agg == Agg.FIFO) {
      return new FlowReader(events, filters).read(map, agg, written);
    }
    Optional<YamlNode> eventNode = map.require("event");
    List<EventWords.Use> uses = eventNode.map(events::uses).orElse(List.of());
    eventNode
        .filter(n -> n.list().isEmpty())
        .ifPresent(n -> n.refuse("no_events", "an event type or several"));
    Optional<YamlNode> of = of(map, agg);
    Optional<YamlNode> where = agg == Agg.SHARE ? map.require("where") : map.get("where");
    where = where.filter(n -> n.text().isPresent());
    checkEach(head, uses);
    written.put("event", SpecText.oneOrList(uses.stream().map(EventWords.Use::written).toList()));
    head.each().ifPresent(list -> written.put("each", list));
    List<Flow> flows = new ArrayList<>();
    boolean complete =
        (of.isPresent() || agg.of() == Agg.Of.NONE) && (where.isPresent() || agg != Agg.SHARE);
    for (EventWords.Use use : complete ? uses : List.<EventWords.Use>of()) {
      flows.add(new Flow(Flow.Kind.PLAIN, use, of, where));
    }
    return flows;
  }

  private static void checkEach(Head head, List<EventWords.Use> uses) {
    head.each()
        .ifPresent(
            list -> {
              for (EventWords.Use use : uses) {
                EventType type = use.type();
                if (type.listIndex(list) < 0) {
                  List<String> legal = type.lists().stream().map(l -> l.name()).toList();
                  head.map()
                      .get("each")
                      .ifPresent(
                          n ->
                              n.refuse(
                                  "unknown_list",
                                  "a list of " + type.name() + ": " + Names.oneOf(list, legal)));
                }
              }
            });
  }

  private static Optional<YamlNode> of(YamlMap map, Agg agg) {
    if (agg.of() == Agg.Of.NONE) {
      map.get("of")
          .ifPresent(n -> n.refuse("not_used", "left out: " + agg.word() + " has no 'of'"));
      return Optional.empty();
    }
    return map.require("of").filter(n -> n.text().isPresent());
  }

  private static double whenEmpty(YamlMap map, Agg agg) {
    Optional<YamlNode> node = map.get("when_empty");
    if (node.isPresent() && agg.emptyDefault() == 0) {
      node.get().refuse("no_effect", "left out: an empty " + agg.word() + " is 0");
    }
    return node.map(n -> n.number(-1e15, 1e15).orElse(0)).orElse(agg.emptyDefault());
  }

  private String unit(Flow flow, Head head) {
    String own = head.agg().unit();
    String name = flow.of().flatMap(YamlNode::text).orElse("").trim();
    return own.isEmpty()
        ? LaneTerms.unit(flow.use().type(), head.each(), name, schema.currency())
        : own;
  }

  /** One aggregate divided by another. */
  private List<Read> ratio(Head head) {
    YamlMap map = head.map();
    Map<Window, YamlNode> all = windows.read(map, head.agg(), head.keyName(), true);
    boolean current = windows.includeCurrent(map);
    double whenEmpty = whenEmpty(map, head.agg());
    head.written().put("agg", head.agg().word());
    Optional<Part> above = part(head, "numerator");
    Optional<Part> below = part(head, "denominator");
    List<Read> reads = new ArrayList<>();
    if (above.isEmpty() || below.isEmpty()) {
      return reads;
    }
    all.forEach(
        (window, place) -> {
          String name =
              all.size() > 1 ? head.name() + "_" + WindowReader.words(window) : head.name();
          ColumnDraft one = column(head, name + "#numerator", above.get(), window, place, current);
          ColumnDraft other =
              column(head, name + "#denominator", below.get(), window, place, current);
          reads.add(quotient(head, name, one, 1, other, 1, whenEmpty, window, current));
        });
    return reads;
  }

  /** An aggregate over a short window divided by the same over a long one. */
  private List<Read> baseline(Head head) {
    YamlMap map = head.map();
    boolean current = windows.includeCurrent(map);
    double whenEmpty = whenEmpty(map, head.agg());
    long delayMillis = map.get("delay").map(n -> n.durationMillis().orElse(0)).orElse(0L);
    List<String> bases = List.of("count", "sum", "mean", "std", "min", "max", "share");
    Optional<Agg> base = map.require("base").flatMap(n -> n.oneOf(bases)).map(Agg::of);
    Optional<YamlNode> shortNode = map.require("short");
    Optional<YamlNode> longNode = map.require("long");
    Optional<Long> shortMillis = shortNode.flatMap(WindowReader::lengthMillis);
    Optional<Long> longMillis = longNode.flatMap(WindowReader::lengthMillis);
    if (base.isEmpty() || shortMillis.isEmpty() || longMillis.isEmpty()) {
      map.get("event").ifPresent(events::uses);
      List.of("of", "where").forEach(map::get);
      return List.of();
    }
    if (shortMillis.get() >= longMillis.get() || longMillis.get() == Window.LIFE) {
      longNode.get().refuse("wrong_window", "a window with an end, longer than short");
    }
    List<Flow> flows = flows(head, map, base.get(), head.written());
    head.written().put("agg", head.agg().word());
    head.written().put("base", base.get().word());
    writeOfAndWhere(flows, head);
    head.written().put("short", SpecText.window(shortMillis.get()));
    head.written().put("long", SpecText.window(longMillis.get()));
    if (flows.isEmpty()) {
      return List.of();
    }
    windows.checkLength(longMillis.get(), delayMillis, head.keyName(), longNode.get());
    boolean rate = base.get() == Agg.COUNT || base.get() == Agg.SUM;
    Part part = new Part(base.get(), flows);
    Window brief = new Window(shortMillis.get(), delayMillis);
    Window wide = new Window(longMillis.get(), delayMillis);
    ColumnDraft one = column(head, head.name() + "#short", part, brief, shortNode.get(), current);
    ColumnDraft other = column(head, head.name() + "#long", part, wide, longNode.get(), current);
    long units = rate ? shortMillis.get() : 1;
    return List.of(
        quotient(
            head,
            head.name(),
            one,
            units,
            other,
            rate ? longMillis.get() : 1,
            whenEmpty,
            brief,
            current));
  }

  private record Part(Agg agg, List<Flow> flows) {}

  private Optional<Part> part(Head head, String key) {
    Optional<YamlMap> map = head.map().require(key).flatMap(YamlNode::map);
    if (map.isEmpty()) {
      return Optional.empty();
    }
    List<String> legal = List.of("count", "sum", "mean", "std", "min", "max", "distinct");
    Optional<Agg> agg = map.get().require("agg").flatMap(n -> n.oneOf(legal)).map(Agg::of);
    Map<String, String> written = new LinkedHashMap<>();
    List<Flow> flows = agg.map(a -> flows(head, map.get(), a, written)).orElse(List.of());
    map.get().refuseOthers();
    if (flows.isEmpty()) {
      return Optional.empty();
    }
    written.put("agg", agg.get().word());
    Flow flow = flows.get(0);
    flow.of()
        .flatMap(YamlNode::text)
        .ifPresent(text -> written.put("of", SpecText.scalar(filters.expand(text))));
    flow.where()
        .flatMap(YamlNode::text)
        .ifPresent(
            text ->
                written.put("where", io.mallguard.features.yaml.Quoted.of(filters.expand(text))));
    head.written().put(key, "{" + SpecText.entries(written) + "}");
    return Optional.of(new Part(agg.get(), flows));
  }

  private static ColumnDraft column(
      Head head, String name, Part part, Window window, YamlNode place, boolean current) {
    AggregateEntry entry =
        new AggregateEntry(
            head.keyPlace(),
            head.key(),
            head.roles(),
            head.each(),
            part.agg(),
            part.flows(),
            Options.NONE,
            window,
            place,
            0,
            current,
            part.agg().emptyDefault(),
            true);
    return new ColumnDraft.Lane(name, false, head.place(), entry);
  }

  private static Read quotient(
      Head head,
      String name,
      ColumnDraft one,
      long units,
      ColumnDraft other,
      long otherUnits,
      double whenEmpty,
      Window window,
      boolean current) {
    Map<String, String> written = new LinkedHashMap<>(head.written());
    if (head.agg() == Agg.RATIO) {
      written.put("window", SpecText.window(window.lengthMillis()));
    }
    if (window.delayMillis() > 0) {
      written.put("delay", SpecText.window(window.delayMillis()));
    } else {
      written.put("include_current", Boolean.toString(current));
    }
    writeWhenEmpty(written, head.agg(), whenEmpty);
    return new Read(
        name,
        new ColumnDraft.Quotient(
            name, head.inRow(), head.place(), one, units, other, otherUnits, whenEmpty),
        List.of(one, other),
        written,
        head.agg().unit(),
        WindowReader.words(window));
  }
}
