package io.mallguard.features.spec;

import io.mallguard.features.graph.Components;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * One column read from a graph, as the spec declares it. Immutable.
 *
 * @param edges the events it is made of; an event that is an edge asks about that edge, or about
 *     the node it leaves
 * @param edgesPlace where they are named
 * @param shape the state it needs
 * @param read what is read; the index of a sum is not known yet
 * @param sum what is summed, if anything is
 * @param reachMillis how far back it reads, 0 for all there is
 * @param includeCurrent whether the event being scored is in
 */
record GraphEntry(
    EdgeSet edges,
    YamlNode edgesPlace,
    GraphShape shape,
    GraphRead read,
    Optional<Sum> sum,
    long reachMillis,
    boolean includeCurrent) {

  /**
   * A sum over components.
   *
   * @param values the edges from an account to a group whose amounts are summed; none for sums of
   *     new accounts
   * @param counts whether every edge counts 1, else its amount
   */
  record Sum(Components.Sum sum, List<EdgeSet.Edge> values, boolean counts) {
    Sum {
      values = List.copyOf(values);
    }

    /** Equal texts, equal sums. */
    String text(Filters filters) {
      List<String> edges = values.stream().map(edge -> edge.written(filters)).sorted().toList();
      return sum + " " + counts + " " + edges;
    }
  }

  /** Whether an event asks about the node that its edges leave, else about its only edge. */
  boolean asksFrom() {
    return shape instanceof GraphShape.Linked;
  }
}
