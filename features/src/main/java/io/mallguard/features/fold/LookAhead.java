package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what the fold will need of its state for some coming events, all at once: most of a fold's
 * time goes into waiting for memory, and a processor waits for many addresses as long as for one.
 * Changes nothing. One owner thread.
 */
final class LookAhead {
  /** More events at once would push each other's state out of the cache. */
  private static final int AT_ONCE = 16;

  private final List<TypeSteps> steps;
  private final Resolver resolver;
  private final long[] slots;
  private final double[] noColumns;

  /** Of all entities that the events at hand name: key, family, where it is, fold time. */
  private final long[] keys;

  private final FamilyState[] families;
  private final long[] entities;
  private final long[] nowMillis;

  private long expectedUntil = Long.MIN_VALUE;

  /** Written so that reading is not optimised away. */
  @SuppressWarnings("UnusedVariable")
  private long lastSeen;

  LookAhead(List<TypeSteps> steps, Resolver resolver, int slots, int columns) {
    this.steps = steps;
    this.resolver = resolver;
    this.slots = new long[slots];
    this.noColumns = new double[columns];
    Arrays.fill(noColumns, Double.NaN);
    int most = AT_ONCE * steps.stream().mapToInt(type -> type.uses.size()).max().orElse(0);
    this.keys = new long[most];
    this.families = new FamilyState[most];
    this.entities = new long[most];
    this.nowMillis = new long[most];
  }

  /** Whether an event was looked at not long ago. */
  boolean isExpected(LoggedEvent logged) {
    return logged.sequence() <= expectedUntil;
  }

  /** Looks ahead for events that come next, some at a time. */
  void expect(List<LoggedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    expectedUntil = events.get(events.size() - 1).sequence();
    for (int from = 0; from < events.size(); from += AT_ONCE) {
      int count = 0;
      for (int e = from; e < Math.min(from + AT_ONCE, events.size()); e++) {
        count = name(events.get(e), count);
      }
      lastSeen = touch(count);
    }
  }

  /** Notes the entities an event names, as far as its own values say. */
  private int name(LoggedEvent logged, int noted) {
    int count = noted;
    resolver.fillOwn(logged, slots);
    for (TypeSteps.Use use : steps.get(logged.event().type().index()).useArray) {
      boolean later = use.list() >= 0 || use.key().staged();
      long key = later ? Field.ABSENT : use.key().of(slots, noColumns);
      if (key != Field.ABSENT) {
        keys[count] = key;
        families[count] = use.family();
        nowMillis[count++] = logged.foldTimeMillis();
      }
    }
    return count;
  }

  /** In short loops, so that the processor has many addresses to wait for at the same time. */
  private long touch(int count) {
    long seen = 0;
    for (int i = 0; i < count; i++) {
      seen += families[i].touchKey(keys[i]);
    }
    for (int i = 0; i < count; i++) {
      entities[i] = families[i].find(keys[i]);
    }
    for (int i = 0; i < count; i++) {
      seen += entities[i] == 0 ? 0 : families[i].touch(entities[i]);
    }
    for (int i = 0; i < count; i++) {
      seen += entities[i] == 0 ? 0 : families[i].touchEntries(entities[i], nowMillis[i]);
    }
    return seen;
  }
}
