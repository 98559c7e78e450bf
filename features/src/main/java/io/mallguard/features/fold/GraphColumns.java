package io.mallguard.features.fold;

import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphAsk;
import io.mallguard.features.plan.GraphFeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Columns of a graph store that ask the same of it. Immutable.
 *
 * @param all the columns
 */
record GraphColumns(List<Column.Graph> all) {
  GraphColumns {
    all = List.copyOf(all);
  }

  /** Whether they have a value in events of a type, before it is absorbed or after. */
  boolean areRead(int eventType, boolean current) {
    return all.get(0).includeCurrent() == current && all.get(0).asks().get(eventType) != null;
  }

  /** Whom an event of a type asks about. */
  GraphAsk whom(int eventType) {
    return Objects.requireNonNull(all.get(0).asks().get(eventType));
  }

  /** The edge or node it is about. */
  GraphFeed ask(int eventType) {
    return whom(eventType).self();
  }

  /** Columns that can be read together: of equal settings, and asked by all events alike. */
  static List<GraphColumns> alike(
      List<Column.Graph> columns, Function<Column.Graph, ? extends Object> settings) {
    Map<Object, List<Column.Graph>> groups = new LinkedHashMap<>();
    for (Column.Graph column : columns) {
      Object group = List.of(settings.apply(column), column.includeCurrent(), column.asks());
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(column);
    }
    return groups.values().stream().map(GraphColumns::new).toList();
  }

  /** The most further nodes that an event names to any of some columns. */
  static int mostOthers(List<Column.Graph> columns) {
    int most = 0;
    for (Column.Graph column : columns) {
      for (GraphAsk ask : column.asks()) {
        most = Math.max(most, ask == null ? 0 : ask.others().size());
      }
    }
    return most;
  }
}
