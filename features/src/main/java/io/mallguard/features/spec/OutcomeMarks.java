package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.expression.Variable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The marked fields that outcome features add to event types: whether the outcome came in time.
 * They cannot be named in expressions. Immutable once built.
 */
final class OutcomeMarks {
  private final EventSchema schema;
  private final Filters filters;
  private final Map<Integer, TreeMap<String, Options.Match>> byType = new TreeMap<>();

  OutcomeMarks(EventSchema schema, Filters filters, List<ColumnDraft> columns) {
    this.schema = schema;
    this.filters = filters;
    for (ColumnDraft column : columns) {
      if (column instanceof ColumnDraft.Lane lane) {
        lane.entry().options().match().ifPresent(match -> add(lane, match));
      }
    }
  }

  private void add(ColumnDraft.Lane lane, Options.Match match) {
    for (Flow flow : lane.entry().flows()) {
      EventType type = flow.use().type();
      Map<String, Options.Match> marks = byType.computeIfAbsent(type.index(), t -> new TreeMap<>());
      int room = Variable.Mark.MAX_MARK + 1 - type.markedFields().size();
      if (marks.size() < room || marks.containsKey(text(match))) {
        marks.putIfAbsent(text(match), match);
      } else {
        lane.place().refuse("too_many", "at most " + room + " outcomes of one event type");
      }
    }
  }

  /** Equal text, same mark. */
  private String text(Options.Match match) {
    return match.type().name()
        + " by "
        + match.by().texts()
        + " where "
        + match.where().map(n -> filters.expand(n.text().orElse(""))).orElse("")
        + " within "
        + match.withinMillis();
  }

  /** Index of the mark on events of the type. */
  int mark(EventType type, Options.Match match) {
    List<String> texts = List.copyOf(byType.getOrDefault(type.index(), new TreeMap<>()).keySet());
    return schema.eventTypes().get(type.index()).markedFields().size() + texts.indexOf(text(match));
  }

  /** The marks that outcomes add to a type, by index. */
  Map<Integer, Options.Match> of(EventType type) {
    Map<Integer, Options.Match> marks = new TreeMap<>();
    byType
        .getOrDefault(type.index(), new TreeMap<>())
        .values()
        .forEach(match -> marks.put(mark(type, match), match));
    return marks;
  }

  /** How many marks outcomes add to a type. */
  int count(EventType type) {
    return byType.getOrDefault(type.index(), new TreeMap<>()).size();
  }

  /** Texts of all marks of a type, for the layout. */
  List<String> texts(EventType type) {
    return List.copyOf(byType.getOrDefault(type.index(), new TreeMap<>()).keySet());
  }
}
