package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.ValueKind;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.graph.Verdicts.Verdict;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles what single events say to graphs. */
final class GraphFeeds {
  static final Whole ABSENT = (slots, row) -> Field.ABSENT;
  static final Truth ALWAYS = (slots, row) -> true;

  private final EventExpressions expressions;
  private final GraphKeys keys;

  GraphFeeds(EventExpressions expressions) {
    this.expressions = expressions;
    this.keys = new GraphKeys(expressions);
  }

  GraphKeys keys() {
    return keys;
  }

  /**
   * An edge of two nodes; empty, with a problem, if it is none.
   *
   * @param money whether both are ids and it has an amount
   */
  Optional<GraphFeed> edge(EdgeSet.Edge edge, boolean money) {
    return edge(edge, money, 2);
  }

  /** An edge of so many nodes. */
  Optional<GraphFeed> edge(EdgeSet.Edge edge, boolean money, int nodes) {
    EventType type = edge.type();
    if (money && edge.amount().isEmpty()) {
      edge.place().refuse("missing_key", "given: amount, since money goes over these edges");
    }
    if (edge.nodes().size() != nodes) {
      String legal =
          nodes == 2 ? "without with: edges of two nodes" : "an edge of " + nodes + " nodes";
      edge.place().refuse("wrong_length", legal);
    }
    List<Whole> ends = new ArrayList<>();
    edge.nodes().forEach(place -> keys.of(type, place, money).ifPresent(ends::add));
    Optional<Whole> amount = number(type, edge.amount());
    Optional<Whole> tag = edge.tag().isEmpty() ? Optional.of(ABSENT) : tag(type, edge.tag().get());
    Optional<Truth> where = where(type, edge.where());
    if (ends.size() != nodes || amount.isEmpty() || tag.isEmpty() || where.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new GraphFeed(type.index(), ends, amount.get(), tag.get(), where.get()));
  }

  /**
   * A node that events of a type say, whether or not they are an edge, such as without a device.
   */
  Optional<GraphFeed> node(EventType type, Place place, boolean idsOnly) {
    return keys.of(type, place, idsOnly)
        .map(key -> new GraphFeed(type.index(), List.of(key), ABSENT, ABSENT, ALWAYS));
  }

  /** The same under a condition. */
  Optional<GraphFeed> node(EdgeSet.Edge about, Place place) {
    Optional<Truth> where = where(about.type(), about.where());
    Optional<Whole> key = keys.of(about.type(), place, false);
    return where.flatMap(
        w -> key.map(k -> new GraphFeed(about.type().index(), List.of(k), ABSENT, ABSENT, w)));
  }

  /** A label, its verdict's number as amount. */
  Optional<GraphFeed> label(LabelSet.Label label) {
    EventType type = label.type();
    Optional<Whole> subject = keys.of(type, label.subject(), false);
    Optional<Truth> fraud = where(type, Optional.of(label.fraud()));
    Optional<Truth> undecided =
        label.undecided().isEmpty()
            ? Optional.of((slots, row) -> false)
            : where(type, label.undecided());
    Optional<Truth> where = where(type, label.where());
    if (subject.isEmpty() || fraud.isEmpty() || undecided.isEmpty() || where.isEmpty()) {
      return Optional.empty();
    }
    Whole verdict = verdict(fraud.get(), undecided.get());
    return Optional.of(
        new GraphFeed(type.index(), List.of(subject.get()), verdict, ABSENT, where.get()));
  }

  private static Whole verdict(Truth fraud, Truth undecided) {
    return (slots, row) -> {
      Verdict verdict =
          fraud.test(slots, row)
              ? Verdict.FRAUD
              : undecided.test(slots, row) ? Verdict.NONE : Verdict.LEGIT;
      return verdict.code();
    };
  }

  /** The same edge with another amount or tag. */
  static GraphFeed with(GraphFeed feed, Whole amount, Whole tag) {
    return new GraphFeed(feed.eventType(), feed.keys(), amount, tag, feed.where());
  }

  private Optional<Whole> number(EventType type, Optional<YamlNode> node) {
    if (node.isEmpty()) {
      return Optional.of(ABSENT);
    }
    Optional<CheckedWhole> checked = whole(type, node.get());
    if (checked.isPresent() && checked.get().kind() != ValueKind.NUMBER) {
      node.get().refuse("not_a_number", "an amount in an event of type " + type.name());
      return Optional.empty();
    }
    return checked.map(CheckedWhole::value);
  }

  private Optional<Whole> tag(EventType type, YamlNode node) {
    return whole(type, node).map(CheckedWhole::value);
  }

  private Optional<CheckedWhole> whole(EventType type, YamlNode node) {
    return readsColumns(type, node)
        ? Optional.empty()
        : expressions.whole(type, Optional.empty(), node);
  }

  private Optional<Truth> where(EventType type, Optional<YamlNode> node) {
    if (node.isEmpty()) {
      return Optional.of(ALWAYS);
    }
    return readsColumns(type, node.get())
        ? Optional.empty()
        : expressions.conditionNow(type, Optional.empty(), node.get()).map(CheckedCondition::truth);
  }

  private boolean readsColumns(EventType type, YamlNode node) {
    boolean reads = !expressions.columnsOf(type, Optional.empty(), node).isEmpty();
    if (reads) {
      GraphKeys.refuseColumns(node);
    }
    return reads;
  }
}
