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

  /**
   * Whether keys, entries or what marks need of an event depend on columns, or reading moves a
   * graph's epochs on: if not, an event can be absorbed without computing any column.
   */
  public boolean columnsFeedState() {
    return !graph.isEmpty()
        || families.stream()
            .anyMatch(
                family ->
                    family.lanes().stream().anyMatch(lane -> lane.stage() > 1)
                        || family.touches().stream().anyMatch(touch -> touch.key().staged()))
        || types.stream()
            .flatMap(type -> type.subject().stream())
            .anyMatch(subject -> !subject.columns().isEmpty());
  }
}
