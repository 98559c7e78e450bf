package io.mallguard.features.plan;

import java.time.ZoneId;
import java.util.List;

/**
 * What the fold does, compiled from a feature spec. Immutable, safe for use by many threads.
 *
 * @param zone the schema's time zone
 * @param types what happens with events, by event type
 * @param lookUps the look-ups
 * @param families the families
 * @param graph the graph stores
 * @param columns all columns: those of the row, then internal ones
 * @param rowSize how many columns the row has
 * @param order indexes of all columns in an order in which each comes after those it reads
 */
public record Plan(
    ZoneId zone,
    List<TypePlan> types,
    List<LookUp> lookUps,
    List<Family> families,
    List<GraphStore> graph,
    List<Column> columns,
    int rowSize,
    List<Integer> order) {
  /** Copies the lists. */
  public Plan {
    types = List.copyOf(types);
    lookUps = List.copyOf(lookUps);
    families = List.copyOf(families);
    graph = List.copyOf(graph);
    columns = List.copyOf(columns);
    order = List.copyOf(order);
  }
}
