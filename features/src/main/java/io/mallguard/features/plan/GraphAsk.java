package io.mallguard.features.plan;

import java.util.List;

/**
 * Whom an event asks a graph store about. Immutable.
 *
 * @param self the edge or the node it is about; it asks nothing if that is missing
 * @param others further nodes it names, each missing or not: those it is compared with, or that are
 *     no one's neighbours
 */
public record GraphAsk(GraphFeed self, List<GraphFeed> others) {
  /** Copies the list. */
  public GraphAsk {
    others = List.copyOf(others);
  }
}
