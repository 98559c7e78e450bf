package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which events are labels about nodes of a graph, as the spec declares it. Immutable.
 *
 * @param name its name
 * @param labels one per event type, or several
 */
record LabelSet(String name, List<Label> labels) {
  LabelSet {
    labels = List.copyOf(labels);
  }

  /**
   * What an event of one type says of one subject.
   *
   * @param subject where the subject stands
   * @param fraud whether it says fraud
   * @param undecided whether it says nothing definite, which hides what earlier labels said
   * @param where which events count
   */
  record Label(
      EventType type,
      Place subject,
      YamlNode fraud,
      Optional<YamlNode> undecided,
      Optional<YamlNode> where) {

    /** Its canonical form; equal texts, equal labels. */
    String written(Filters filters) {
      Map<String, String> written = new LinkedHashMap<>();
      written.put("event", type.name());
      written.put("subject", subject.written());
      put(written, "fraud", Optional.of(fraud), filters);
      put(written, "undecided", undecided, filters);
      put(written, "where", where, filters);
      return "{" + SpecText.entries(written) + "}";
    }

    private static void put(
        Map<String, String> written, String key, Optional<YamlNode> node, Filters filters) {
      node.flatMap(YamlNode::text).ifPresent(t -> written.put(key, Quoted.of(filters.expand(t))));
    }
  }

  /** The labels that one entry says, one per event type that it names. */
  static List<Label> read(YamlMap map, EventWords events) {
    List<EventWords.Use> uses = map.require("event").map(events::uses).orElse(List.of());
    Place subject = map.require("subject").map(Place::read).orElse(Place.NONE);
    Optional<YamlNode> fraud = map.require("fraud").filter(n -> n.text().isPresent());
    Optional<YamlNode> undecided = map.get("undecided").filter(n -> n.text().isPresent());
    Optional<YamlNode> where = map.get("where").filter(n -> n.text().isPresent());
    EdgeSet.refuseEach(map, "a label");
    map.refuseOthers();
    List<Label> labels = new ArrayList<>();
    for (EventWords.Use use : uses) {
      if (!use.role().isEmpty()) {
        use.place().refuse("no_such_role", "an event type without a role: subject says whom");
      } else if (!subject.isNone() && fraud.isPresent()) {
        labels.add(new Label(use.type(), subject, fraud.get(), undecided, where));
      }
    }
    return labels;
  }
}
