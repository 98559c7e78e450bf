package io.mallguard.features.fold;

import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import java.util.List;
import java.util.Objects;

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

  GraphFeed ask(int eventType) {
    return Objects.requireNonNull(all.get(0).asks().get(eventType));
  }
}
