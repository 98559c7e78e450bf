package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the events that aggregates take in; those of levels and fifos count in several ways: {@code
 * add: [{event: order, of: amount_minor}]}.
 */
final class FlowReader {
  private final EventWords events;
  private final Filters filters;

  FlowReader(EventWords events, Filters filters) {
    this.events = events;
    this.filters = filters;
  }

  /** The events an aggregate takes in; empty, with problems, if they are not said. */
  List<Flow> read(EntryHead head, YamlMap map, Agg agg, Map<String, String> written) {
    if (agg == Agg.LEVEL || agg == Agg.FIFO) {
      return several(map, agg, written);
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

  private static void checkEach(EntryHead head, List<EventWords.Use> uses) {
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

  /** Adds what plain events are read for to a canonical form. */
  void writeOfAndWhere(List<Flow> flows, Map<String, String> written) {
    if (flows.isEmpty() || flows.get(0).kind() != Flow.Kind.PLAIN) {
      return;
    }
    Flow flow = flows.get(0);
    flow.of()
        .flatMap(YamlNode::text)
        .ifPresent(text -> written.put("of", SpecText.scalar(filters.expand(text))));
    flow.where()
        .flatMap(YamlNode::text)
        .ifPresent(text -> written.put("where", Quoted.of(filters.expand(text))));
  }

  private List<Flow> several(YamlMap map, Agg agg, Map<String, String> written) {
    List<Flow.Kind> kinds =
        agg == Agg.LEVEL
            ? List.of(Flow.Kind.SET, Flow.Kind.ADD, Flow.Kind.SUB)
            : List.of(Flow.Kind.IN, Flow.Kind.OUT);
    List<Flow> flows = new ArrayList<>();
    for (Flow.Kind kind : kinds) {
      String key = kind.name().toLowerCase(Locale.ROOT);
      Optional<YamlNode> node = agg == Agg.FIFO ? map.require(key) : map.get(key);
      List<String> texts = new ArrayList<>();
      for (YamlNode element : node.map(YamlNode::list).orElse(List.of())) {
        element.map().ifPresent(m -> flows.addAll(flow(m, kind, texts)));
      }
      if (!texts.isEmpty()) {
        written.put(key, "[" + String.join(", ", texts) + "]");
      }
    }
    if (flows.isEmpty()) {
      map.get("agg")
          .ifPresent(n -> n.refuse("no_events", agg.word() + " with flows: " + keys(kinds)));
    }
    return flows;
  }

  private static String keys(List<Flow.Kind> kinds) {
    return String.join(", ", kinds.stream().map(k -> k.name().toLowerCase(Locale.ROOT)).toList());
  }

  private List<Flow> flow(YamlMap map, Flow.Kind kind, List<String> texts) {
    List<EventWords.Use> uses = map.require("event").map(events::uses).orElse(List.of());
    String valueKey = kind == Flow.Kind.SET ? "to" : "of";
    Optional<YamlNode> of = map.require(valueKey).filter(n -> n.text().isPresent());
    Optional<YamlNode> where = map.get("where").filter(n -> n.text().isPresent());
    map.refuseOthers();
    if (of.isEmpty() || uses.isEmpty()) {
      return List.of();
    }
    Map<String, String> written = new LinkedHashMap<>();
    written.put("event", SpecText.oneOrList(uses.stream().map(EventWords.Use::written).toList()));
    written.put(valueKey, SpecText.scalar(filters.expand(of.get().text().orElse(""))));
    where
        .flatMap(YamlNode::text)
        .ifPresent(t -> written.put("where", Quoted.of(filters.expand(t))));
    texts.add("{" + SpecText.entries(written) + "}");
    return uses.stream().map(use -> new Flow(kind, use, of, where)).toList();
  }
}
