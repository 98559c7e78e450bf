package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.graph.Components;
import io.mallguard.features.graph.SeedRank;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * One column read from a graph, as the spec declares it. Immutable.
 *
 * @param asked the edges and whom events ask about
 * @param shape the state it needs
 * @param read what is read; indexes into what is shared are not known yet
 * @param extras what else the state is made of
 * @param reachMillis how far back it reads, 0 for all there is
 * @param includeCurrent whether the event being scored is in
 */
record GraphEntry(
    Asked asked,
    GraphShape shape,
    GraphRead read,
    Extras extras,
    long reachMillis,
    boolean includeCurrent) {

  /** Whom an event asks about. */
  enum Whom {
    /** Its only edge. */
    EDGE,
    /** The node that its edges leave. */
    FROM,
    /** The node that its edges reach. */
    TO,
    /** The node that its edges leave, the event's further nodes being no one's neighbours. */
    AMONG,
    /** The node that its edges leave, as compared with those they reach. */
    BETWEEN
  }

  /**
   * Who asks.
   *
   * @param edges the events the state is made of, which ask if nothing else is said
   * @param place where they are named
   * @param about what events ask instead, or also events that are no edges
   */
  record Asked(EdgeSet edges, YamlNode place, Whom whom, List<EdgeSet.Edge> about) {
    Asked {
      about = List.copyOf(about);
    }

    /** Whether some event of a type asks. */
    boolean has(EventType type) {
      return says(about, type) || (whom != Whom.BETWEEN && says(edges.edges(), type));
    }

    private static boolean says(List<EdgeSet.Edge> edges, EventType type) {
      return edges.stream().anyMatch(edge -> edge.type().index() == type.index());
    }

    /** The edges of types that ask nothing else. */
    List<EdgeSet.Edge> own() {
      return whom == Whom.BETWEEN
          ? List.of()
          : edges.edges().stream().filter(edge -> !says(about, edge.type())).toList();
    }
  }

  /**
   * What the state of some kinds is made of beside edges.
   *
   * @param sum what is summed over components
   * @param deals edges between entities
   * @param labels whom labels call fraud
   * @param via the kind of what is shared
   */
  record Extras(
      Optional<Sum> sum, Optional<EdgeSet> deals, Optional<Labels> labels, Optional<YamlNode> via) {
    static final Extras NONE =
        new Extras(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

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

  /**
   * Labels.
   *
   * @param keepMillis how long a label counts
   * @param rank the walks from those called fraud, if they are what is read
   */
  record Labels(LabelSet set, long keepMillis, Optional<SeedRank.Settings> rank) {
    /** Equal texts, equal labels. */
    String text(Filters filters) {
      List<String> labels = set.labels().stream().map(l -> l.written(filters)).sorted().toList();
      return SpecText.window(keepMillis) + " " + labels;
    }
  }
}
