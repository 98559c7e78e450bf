package io.mallguard.features.fold;

import io.mallguard.features.event.Field;

/** The entities that the event at hand names, one by each use of its type. One owner thread. */
final class Named {
  private static final long NOT_OPENED = -1;

  private final Prefetch prefetch = new Prefetch();
  private final long[] keys;
  private final long[] entities;
  private final long[] slots;
  private final double[] columns;

  /**
   * None yet.
   *
   * @param uses most that an event type has
   * @param slots those of the event at hand
   * @param columns those computed for it so far
   */
  Named(int uses, long[] slots, double[] columns) {
    this.keys = new long[uses];
    this.entities = new long[uses];
    this.slots = slots;
    this.columns = columns;
  }

  /**
   * Finds all entities whose key needs no column, and brings them to now. Most of a fold's time
   * goes into waiting for memory, and a processor waits for many addresses as long as for one: so
   * what every entity needs is fetched step by step, for all entities at once.
   */
  void find(TypeSteps type, long nowMillis) {
    TypeSteps.Use[] uses = type.useArray;
    for (int u = 0; u < uses.length; u++) {
      boolean later = uses[u].list() >= 0 || uses[u].key().staged();
      keys[u] = later ? Field.ABSENT : uses[u].key().of(slots, columns);
      entities[u] = later ? NOT_OPENED : 0;
      if (keys[u] != Field.ABSENT) {
        uses[u].family().prefetchKey(keys[u], prefetch);
      }
    }
    prefetch.fetch();
    for (int u = 0; u < uses.length; u++) {
      if (keys[u] != Field.ABSENT) {
        entities[u] = uses[u].family().find(keys[u]);
      }
    }
    for (int u = 0; u < uses.length; u++) {
      if (entities[u] > 0) {
        uses[u].family().prefetchEntity(entities[u], prefetch);
      }
    }
    prefetch.fetch();
    for (int u = 0; u < uses.length; u++) {
      if (entities[u] > 0) {
        uses[u].family().prefetchNumbers(entities[u], prefetch);
      }
    }
    prefetch.fetch();
    for (int u = 0; u < uses.length; u++) {
      if (entities[u] > 0) {
        uses[u].family().prefetchEntries(entities[u], nowMillis, prefetch);
      }
    }
    prefetch.fetch();
    for (int u = 0; u < uses.length; u++) {
      if (entities[u] != NOT_OPENED) {
        entities[u] = uses[u].family().openFound(entities[u], nowMillis);
      }
    }
  }

  /** The event itself may have made known an entity that it is also read by in another role. */
  void lookAgain(TypeSteps type) {
    for (int u = 0; u < type.useArray.length; u++) {
      entities[u] = entities[u] == 0 ? NOT_OPENED : entities[u];
    }
  }

  /** The entity of a use, 0 if nothing is known of it or the event names none. */
  long open(TypeSteps type, int use, long nowMillis) {
    if (entities[use] == NOT_OPENED) {
      TypeSteps.Use of = type.useArray[use];
      keys[use] = of.key().of(slots, columns);
      entities[use] = keys[use] == Field.ABSENT ? 0 : of.family().open(keys[use], nowMillis);
    }
    return entities[use];
  }

  /** Whether the event names an entity by a use that was opened. */
  boolean has(int use) {
    return keys[use] != Field.ABSENT;
  }

  /** The entity of a use that was opened, 0 if nothing is known of it. */
  long entity(int use) {
    return entities[use];
  }

  /** The entity takes the event in. */
  void absorb(TypeSteps.Use use, int number, long ownId, long nowMillis) {
    entities[number] =
        use.family()
            .absorb(use.touch(), keys[number], entities[number], ownId, nowMillis, slots, columns);
  }
}
