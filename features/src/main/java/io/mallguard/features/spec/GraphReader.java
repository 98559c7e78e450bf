package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the entries of the section {@code graph}: one column per readout and time. */
final class GraphReader {
  private static final List<String> KINDS =
      List.of("cycle", "edge_burst", "component_size", "component_aggregate");

  /**
   * Every key an entry may have, so that a wrong {@code kind} is not answered with its own keys.
   */
  private static final List<String> KEYS =
      List.of(
          "edges",
          "window",
          "within",
          "max_hops",
          "amount_kept",
          "degree_cap",
          "budget",
          "read",
          "tick",
          "epoch",
          "hub_cap",
          "agg",
          "values",
          "tile",
          "include_current");

  private final EdgeSets edges;
  private final CycleReader cycles;
  private final ComponentReader components;

  GraphReader(EdgeSets edges, String currency) {
    this.edges = edges;
    this.cycles = new CycleReader(currency);
    this.components = new ComponentReader(edges);
  }

  /**
   * What all kinds have.
   *
   * @param written the canonical form so far
   */
  record Head(
      YamlMap map,
      String name,
      YamlNode place,
      boolean inRow,
      EdgeSet edges,
      YamlNode edgesPlace,
      Map<String, String> written) {}

  /** The columns of one entry. */
  List<AggregateReader.Read> read(YamlMap map, String name, YamlNode place, boolean inRow) {
    Optional<String> kind = map.require("kind").flatMap(node -> node.oneOf(KINDS));
    Optional<YamlNode> edgesPlace = map.require("edges");
    Optional<EdgeSet> set = edgesPlace.flatMap(edges::named);
    if (kind.isEmpty() || set.isEmpty()) {
      KEYS.forEach(map::get);
      return List.of();
    }
    boolean ofComponents = kind.get().startsWith("component");
    if (ofComponents ? !set.get().hasOneStart() : set.get().repeatsType()) {
      edgesPlace
          .get()
          .refuse(
              "ambiguous_key",
              ofComponents
                  ? "edges of which all of an event leave the same node"
                  : "edges of which every event is at most one");
    }
    Map<String, String> written = new LinkedHashMap<>();
    written.put("kind", kind.get());
    written.put("edges", set.get().name());
    Head head = new Head(map, name, place, inRow, set.get(), edgesPlace.get(), written);
    return switch (kind.get()) {
      case "cycle" -> cycles.read(head);
      case "edge_burst" -> BurstReader.read(head);
      default -> components.read(head, kind.get().equals("component_aggregate"));
    };
  }

  /** A column of an entry. */
  static AggregateReader.Read column(
      Head head,
      String name,
      GraphEntry entry,
      Map<String, String> written,
      String unit,
      String windowWords) {
    ColumnDraft column = new ColumnDraft.Graph(name, head.inRow(), head.place(), entry);
    return new AggregateReader.Read(name, column, List.of(), written, unit, windowWords);
  }
}
