package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.Durations;
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
  private final FlowReader flows;
  private final WindowReader windows;
  private final OptionReader options;
  private final QuotientReader quotients;

  /** Every key an entry may have, so that a wrong {@code agg} is not answered with its own keys. */
  private static final List<String> KEYS =
      List.of(
          "event",
          "of",
          "where",
          "window",
          "delay",
          "include_current",
          "when_empty",
          "resolution",
          "by",
          "q",
          "bins",
          "measure",
          "weight",
          "against",
          "floor",
          "read",
          "tolerance",
          "period",
          "keep",
          "periods",
          "match",
          "negate",
          "set",
          "add",
          "sub",
          "in",
          "out",
          "numerator",
          "denominator",
          "base",
          "short",
          "long");

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
    this.flows = new FlowReader(events, filters);
    this.windows = new WindowReader(defaults);
    this.options = new OptionReader(schema, events, filters);
    this.quotients = new QuotientReader(events, flows, windows);
  }

  /** The columns of one entry, one per window. */
  List<Read> read(YamlMap map, String name, YamlNode place, boolean inRow) {
    Optional<Agg> agg = map.require("agg").flatMap(n -> n.oneOf(Agg.words())).map(Agg::of);
    Optional<YamlNode> keyNode = map.require("key");
    List<YamlNode> key = keyNode.map(AggregateReader::parts).orElse(List.of());
    List<YamlNode> roles = texts(map.get("role"));
    Optional<String> each = map.get("each").flatMap(YamlNode::text);
    map.get("stage"); // checked when stages are known
    if (agg.isEmpty() || keyNode.isEmpty() || key.isEmpty()) {
      KEYS.forEach(map::get);
      map.get("event").ifPresent(events::uses);
      agg.ifPresent(a -> windows.read(map, a, "", true));
      return List.of();
    }
    Map<String, String> written = new LinkedHashMap<>();
    written.put("key", written(key));
    if (!roles.isEmpty()) {
      written.put("role", written(roles));
    }
    EntryHead head =
        new EntryHead(map, name, inRow, place, keyNode.get(), key, roles, each, agg.get(), written);
    return switch (agg.get()) {
      case RATIO -> quotients.ratio(head);
      case AGAINST_BASELINE -> quotients.baseline(head);
      default -> plain(head);
    };
  }

  /** The parts of a key; empty, with problems, if they are none. */
  static List<YamlNode> parts(YamlNode node) {
    List<YamlNode> parts = texts(Optional.of(node));
    if (node.list().isEmpty()) {
      node.refuse("wrong_key", "one part or more");
    }
    if (parts.size() != node.list().size()) {
      return List.of();
    }
    checkDistinct(parts);
    return parts;
  }

  /** One text or several. */
  static List<YamlNode> texts(Optional<YamlNode> node) {
    return node.map(YamlNode::list).orElse(List.of()).stream()
        .filter(n -> n.text().isPresent())
        .toList();
  }

  /** Texts in canonical form. */
  static String written(List<YamlNode> texts) {
    return SpecText.oneOrList(texts.stream().map(n -> n.text().orElse("")).toList());
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

  private List<Read> plain(EntryHead head) {
    YamlMap map = head.map();
    List<Flow> taken = flows.read(head, map, head.agg(), head.written());
    head.written().put("agg", head.agg().word());
    OptionReader.Read own = options.read(map, head.agg());
    head.written().putAll(own.written());
    flows.writeOfAndWhere(taken, head.written());
    Map<Window, YamlNode> all = windows.read(map, head.agg(), head.keyName(), true);
    boolean current = windows.includeCurrent(map);
    double whenEmpty = head.whenEmpty();
    long resolution = WindowReader.resolutionMillis(map, head.agg(), all.keySet());
    checkOptions(head, own.options(), all.keySet());
    checkElements(head, taken);
    KeyComparison.check(head, own.options().against(), windows);
    if (head.agg() == Agg.PERIOD) {
      long reach = Calendars.reachMillis(own.options().period(), own.options().periods());
      windows.checkLength(reach, 0, head.keyName(), map.get("periods").orElse(head.place()));
    }
    List<Read> reads = new ArrayList<>();
    if (taken.isEmpty()) {
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
                  taken,
                  own.options(),
                  window,
                  place,
                  resolution,
                  current,
                  whenEmpty,
                  head.agg().readsAbsence(),
                  0);
          String words = WindowReader.words(window);
          String name = head.name(words, all.size() > 1);
          Map<String, String> written = new LinkedHashMap<>(head.written());
          writeWindow(written, head, entry);
          String unit = unit(taken.get(0), head, own.options());
          reads.add(
              own.options().against().key().isPresent()
                  ? KeyComparison.of(head, name, entry, written, unit, words)
                  : new Read(
                      name,
                      new ColumnDraft.Lane(name, head.inRow(), head.place(), entry),
                      List.of(),
                      written,
                      unit,
                      words));
        });
    return reads;
  }

  /** What an event's elements left is not found again when the event is corrected. */
  private static void checkElements(EntryHead head, List<Flow> taken) {
    boolean corrected = taken.stream().anyMatch(flow -> flow.use().type().supersedesField() >= 0);
    head.map()
        .get("each")
        .filter(n -> corrected)
        .ifPresent(
            n ->
                n.refuse(
                    "elements_of_labels", "a list of events that no later event can supersede"));
  }

  private static void checkOptions(EntryHead head, Options own, Iterable<Window> windows) {
    Optional<YamlNode> delay = head.map().get("delay");
    if (head.agg() == Agg.LEVEL && !own.read().equals("now")) {
      head.map().require("window");
    }
    boolean single =
        head.agg().isOutcome()
            || head.agg() == Agg.LEVEL
            || head.agg() == Agg.FIFO
            || head.agg() == Agg.EQUAL
            || own.measure().equals("rarity");
    head.map()
        .get("each")
        .filter(n -> single)
        .ifPresent(n -> n.refuse("not_used", "left out: " + head.agg().word() + " is of events"));
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
                              + Durations.write(m.withinMillis())
                              + " or more, since the outcome is known only then"));
    }
  }

  private static void writeWindow(
      Map<String, String> written, EntryHead head, AggregateEntry entry) {
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
    head.writeWhenEmpty(written, entry.whenEmpty());
  }

  private String unit(Flow flow, EntryHead head, Options options) {
    String own = options.unit(head.agg());
    String name = flow.of().flatMap(YamlNode::text).orElse("").trim();
    return own.isEmpty()
        ? LaneTerms.unit(flow.use().type(), head.each(), name, schema.currency())
        : own;
  }
}
