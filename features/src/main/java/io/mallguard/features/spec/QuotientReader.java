package io.mallguard.features.spec;

import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code ratio} and {@code against_baseline}: two internal columns and one that divides them.
 */
final class QuotientReader {
  private final EventWords events;
  private final FlowReader flows;
  private final WindowReader windows;

  QuotientReader(EventWords events, FlowReader flows, WindowReader windows) {
    this.events = events;
    this.flows = flows;
    this.windows = windows;
  }

  /** One aggregate divided by another. */
  List<AggregateReader.Read> ratio(EntryHead head) {
    YamlMap map = head.map();
    Map<Window, YamlNode> all = windows.read(map, head.agg(), head.keyName(), true);
    boolean current = windows.includeCurrent(map);
    double whenEmpty = head.whenEmpty();
    head.written().put("agg", head.agg().word());
    Optional<Part> above = part(head, "numerator");
    Optional<Part> below = part(head, "denominator");
    List<AggregateReader.Read> reads = new ArrayList<>();
    if (above.isEmpty() || below.isEmpty()) {
      return reads;
    }
    all.forEach(
        (window, place) -> {
          String name = head.name(WindowReader.words(window), all.size() > 1);
          ColumnDraft one = column(head, name + "#numerator", above.get(), window, place, current);
          ColumnDraft other =
              column(head, name + "#denominator", below.get(), window, place, current);
          reads.add(quotient(head, name, one, 1, other, 1, whenEmpty, window, current));
        });
    return reads;
  }

  /** An aggregate over a short window divided by the same over a long one. */
  List<AggregateReader.Read> baseline(EntryHead head) {
    YamlMap map = head.map();
    boolean current = windows.includeCurrent(map);
    double whenEmpty = head.whenEmpty();
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
    List<Flow> taken = flows.read(head, map, base.get(), head.written());
    head.written().put("agg", head.agg().word());
    head.written().put("base", base.get().word());
    flows.writeOfAndWhere(taken, head.written());
    head.written().put("short", SpecText.window(shortMillis.get()));
    head.written().put("long", SpecText.window(longMillis.get()));
    if (taken.isEmpty()) {
      return List.of();
    }
    windows.checkLength(longMillis.get(), delayMillis, head.keyName(), longNode.get());
    boolean rate = base.get() == Agg.COUNT || base.get() == Agg.SUM;
    Part part = new Part(base.get(), taken);
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

  private Optional<Part> part(EntryHead head, String key) {
    Optional<YamlMap> map = head.map().require(key).flatMap(YamlNode::map);
    if (map.isEmpty()) {
      return Optional.empty();
    }
    List<String> legal = List.of("count", "sum", "mean", "std", "min", "max", "distinct");
    Optional<Agg> agg = map.get().require("agg").flatMap(n -> n.oneOf(legal)).map(Agg::of);
    Map<String, String> written = new LinkedHashMap<>();
    List<Flow> taken = agg.map(a -> flows.read(head, map.get(), a, written)).orElse(List.of());
    map.get().refuseOthers();
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    written.put("agg", agg.get().word());
    flows.writeOfAndWhere(taken, written);
    head.written().put(key, "{" + SpecText.entries(written) + "}");
    return Optional.of(new Part(agg.get(), taken));
  }

  private static ColumnDraft column(
      EntryHead head, String name, Part part, Window window, YamlNode place, boolean current) {
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
            true,
            0);
    return new ColumnDraft.Lane(name, false, head.place(), entry);
  }

  private static AggregateReader.Read quotient(
      EntryHead head,
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
    head.writeWhenEmpty(written, whenEmpty);
    return new AggregateReader.Read(
        name,
        new ColumnDraft.Quotient(
            name, head.inRow(), head.place(), one, units, other, otherUnits, whenEmpty),
        List.of(one, other),
        written,
        head.agg().unit(),
        WindowReader.words(window));
  }
}
