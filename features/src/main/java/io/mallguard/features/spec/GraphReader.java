package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the entries of the section {@code graph}: one column per readout and time. */
final class GraphReader {
  private static final List<String> KINDS =
      List.of(
          "cycle",
          "money_back",
          "edge_burst",
          "component_size",
          "component_aggregate",
          "shared_link",
          "label_distance",
          "neighbour_labels",
          "wedge",
          "epoch");

  /**
   * Every key an entry may have, so that a wrong {@code kind} is not answered with its own keys.
   */
  static final List<String> KEYS =
      List.of(
          "edges",
          "about",
          "deals",
          "labels",
          "algorithm",
          "window",
          "within",
          "max_hops",
          "amount_kept",
          "degree_cap",
          "budget",
          "read",
          "tick",
          "epoch",
          "every",
          "lag",
          "hub_cap",
          "keep",
          "agg",
          "values",
          "tile",
          "via",
          "ends",
          "node",
          "blocks",
          "min_members",
          "penalty",
          "stop",
          "epsilon",
          "include_current");

  private final GraphSets sets;
  private final Filters filters;
  private final CycleReader cycles;
  private final ComponentReader components;
  private final RelatedReader related;
  private final EpochReader epochs;

  GraphReader(GraphSets sets, Filters filters, String currency) {
    this.sets = sets;
    this.filters = filters;
    this.cycles = new CycleReader(currency);
    this.components = new ComponentReader(sets);
    this.related = new RelatedReader(sets);
    this.epochs = new EpochReader(related, currency);
  }

  /** The columns of one entry. */
  List<AggregateReader.Read> read(YamlMap map, String name, YamlNode place, boolean inRow) {
    Optional<String> kind = map.require("kind").flatMap(node -> node.oneOf(KINDS));
    Optional<YamlNode> edgesPlace = map.require("edges");
    Optional<EdgeSet> set = edgesPlace.flatMap(sets::edges);
    List<EdgeSet.Edge> about = map.get("about").map(sets::about).orElse(List.of());
    if (kind.isEmpty() || set.isEmpty()) {
      KEYS.forEach(map::get);
      return List.of();
    }
    Map<String, String> written = new LinkedHashMap<>();
    written.put("kind", kind.get());
    written.put("edges", set.get().name());
    if (!about.isEmpty()) {
      written.put(
          "about",
          about.stream()
              .map(edge -> edge.written(filters))
              .collect(Collectors.joining(", ", "[", "]")));
    }
    GraphHead head =
        new GraphHead(map, name, place, inRow, set.get(), edgesPlace.get(), about, written);
    return switch (kind.get()) {
      case "cycle" -> cycles.read(head);
      case "money_back" -> cycles.readBack(head);
      case "edge_burst" -> BurstReader.read(head);
      case "wedge" -> WedgeReader.read(head);
      case "shared_link" -> related.readShared(head);
      case "label_distance", "neighbour_labels" ->
          related.readLabels(head, kind.get().equals("label_distance"));
      case "epoch" -> epochs.read(head);
      default -> components.read(head, kind.get().equals("component_aggregate"));
    };
  }
}
