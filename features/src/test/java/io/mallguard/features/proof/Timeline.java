package io.mallguard.features.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log: events in order, each with its fold time by the definition. */
final class Timeline {
  private final List<Fact> facts;
  private final long[] foldTimes;
  private final World.EventKind[] types;
  private final Map<String, List<Integer>> bySubject = new HashMap<>();
  private final Map<String, List<Integer>> bySuperseded = new HashMap<>();

  Timeline(World world, List<Fact> facts) {
    this.facts = facts;
    this.foldTimes = new long[facts.size()];
    this.types = new World.EventKind[foldTimes.length];
    long previous = Long.MIN_VALUE;
    for (int i = 0; i < foldTimes.length; i++) {
      Fact fact = facts.get(i);
      types[i] = world.type(fact.type());
      boolean late = !world.type(fact.type()).subject().isEmpty();
      long own =
          late
              ? fact.observedAtMillis()
              : Math.min(fact.occurredAtMillis(), fact.observedAtMillis());
      previous = Math.max(previous, own);
      foldTimes[i] = previous;
      index(bySubject, fact.data().get("subject_id"), i);
      index(bySuperseded, fact.data().get("supersedes"), i);
    }
  }

  private static void index(Map<String, List<Integer>> map, @Nullable Object id, int event) {
    if (id instanceof String text) {
      map.computeIfAbsent(text, t -> new ArrayList<>()).add(event);
    }
  }

  int size() {
    return foldTimes.length;
  }

  Fact fact(int event) {
    return facts.get(event);
  }

  long foldTimeMillis(int event) {
    return foldTimes[event];
  }

  World.EventKind type(int event) {
    return types[event];
  }

  /** The id by which others name an event. */
  String ownId(int event) {
    String field = type(event).idField();
    Fact fact = facts.get(event);
    return field.isEmpty() ? fact.id() : String.valueOf(fact.data().get(field));
  }

  /** Events whose subject is an event. */
  List<Integer> about(int event) {
    return bySubject.getOrDefault(ownId(event), List.of()).stream()
        .filter(l -> type(l).subject().equals(facts.get(event).type()))
        .toList();
  }

  /** Whether an event is known to be superseded at a place of the log. */
  boolean isSuperseded(int event, int now) {
    return bySuperseded.getOrDefault(facts.get(event).id(), List.of()).stream()
        .anyMatch(
            other ->
                other > event
                    && other < now
                    && facts.get(other).type().equals(facts.get(event).type()));
  }
}
