package io.mallguard.features.spec;

import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the flows of levels and fifos: {@code add: [{event: order, of: amount_minor}]}. */
final class FlowReader {
  private final EventWords events;
  private final Filters filters;

  FlowReader(EventWords events, Filters filters) {
    this.events = events;
    this.filters = filters;
  }

  List<Flow> read(YamlMap map, Agg agg, Map<String, String> written) {
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
