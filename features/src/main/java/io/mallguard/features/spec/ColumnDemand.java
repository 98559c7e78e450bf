package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;

/**
 * Which event types need which columns: scored ones, and those whose events are frozen in lanes.
 */
final class ColumnDemand {
  private final EventSchema schema;
  private final EventExpressions expressions;
  private final ColumnGraph graph;

  ColumnDemand(EventSchema schema, EventExpressions expressions, ColumnGraph graph) {
    this.schema = schema;
    this.expressions = expressions;
    this.graph = graph;
  }

  /**
   * Notes for which types a column has a value and passes on what it needs itself; called for those
   * who read a column before the column.
   */
  void spread(ColumnDraft column) {
    if (column.inRow() || column.types().isEmpty()) {
      schema.eventTypes().stream()
          .filter(EventType::scored)
          .filter(type -> hasValue(column, type))
          .forEach(type -> column.types().add(type.index()));
    }
    if (column instanceof ColumnDraft.Lane lane) {
      for (Flow flow : lane.entry().flows()) {
        for (ColumnDraft read : graph.stagedReads(lane, flow)) {
          require(lane, read, flow.use().type());
        }
      }
    }
    if (column.types().isEmpty()) {
      refuseUnread(column);
    }
    for (int type : column.types()) {
      for (ColumnDraft read : column.reads()) {
        if (hasValue(read, schema.eventTypes().get(type))) {
          read.types().add(type);
        }
      }
    }
  }

  private boolean hasValue(ColumnDraft column, EventType type) {
    if (column instanceof ColumnDraft.Lane lane) {
      KeyResolver.Resolution found = lane.readings().get(type.index());
      return found != null && (found.touch().isPresent() || found.ambiguous()) && isOwn(lane, type);
    } else if (column instanceof ColumnDraft.Derived derived) {
      return graph.isFor(derived, type);
    } else if (column instanceof ColumnDraft.Graph of) {
      return of.entry().asked().has(type);
    }
    return column.reads().stream().allMatch(read -> hasValue(read, type));
  }

  /** What compares with the event at hand must find the same value in it. */
  private static boolean isOwn(ColumnDraft.Lane lane, EventType type) {
    AggregateEntry entry = lane.entry();
    boolean compares =
        entry.agg() == Agg.EQUAL
            || (entry.agg() == Agg.DIVERGENCE && entry.options().measure().equals("rarity"));
    return !compares
        || entry.flows().stream().anyMatch(f -> f.use().type().index() == type.index());
  }

  private void require(ColumnDraft.Lane lane, ColumnDraft read, EventType type) {
    if (hasValue(read, type)) {
      read.types().add(type.index());
    } else {
      lane.place()
          .refuse(
              "no_value",
              "computed from columns that have a value in events of type "
                  + type.name()
                  + ", unlike "
                  + read.name());
    }
  }

  private void refuseUnread(ColumnDraft column) {
    if (column instanceof ColumnDraft.Lane lane && lane.isReached()) {
      lane.entry()
          .keyPlace()
          .refuse("never_read", "a key that some scored event says, or the input of a later stage");
    } else if (column instanceof ColumnDraft.Divergence of
        && of.own().isReached()
        && of.other().isReached()) {
      of.place().refuse("never_read", "two keys that some scored event says");
    } else if (column instanceof ColumnDraft.Graph of) {
      of.entry().asked().place().refuse("never_read", "edges of which some scored event is one");
    } else if (column instanceof ColumnDraft.Derived derived) {
      EventType best =
          schema.eventTypes().stream()
              .filter(EventType::scored)
              .filter(t -> derived.event().map(e -> e.index() == t.index()).orElse(true))
              .reduce(
                  (a, b) ->
                      expressions.understood(b, derived.expression())
                              > expressions.understood(a, derived.expression())
                          ? b
                          : a)
              .orElse(schema.eventTypes().get(0));
      column.types().add(best.index());
    }
  }
}
