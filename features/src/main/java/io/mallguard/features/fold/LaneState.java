package io.mallguard.features.fold;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.spec.KeyFields;
import io.mallguard.features.spec.Lane;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All entities of one lane. Entities idle for longer than the lane's TTL are empty, whether they
 * were removed yet or not: every window lies within the TTL. One owner thread.
 */
final class LaneState {
  /** Idle entities removed when one is added: more than one, so that the map can't outgrow use. */
  private static final int REMOVED_AT_ONCE = 2;

  private final Lane lane;
  private final int maxEntries;
  private final int[][] readKeys;
  private final Map<String, Ring> rings = new LinkedHashMap<>(16, 0.75f, true);
  private final long[] valueBuffer;

  LaneState(Lane lane, List<EventType> types, int maxEntries) {
    this.lane = lane;
    this.maxEntries = maxEntries;
    this.readKeys = new int[types.size()][];
    for (EventType type : types) {
      readKeys[type.index()] = readKey(type);
    }
    this.valueBuffer = new long[lane.values().size()];
  }

  /** Fields of an event type that hold the key; empty if it does not touch the lane's key. */
  private int[] readKey(EventType type) {
    int[] fields = new int[lane.key().size()];
    for (int i = 0; i < fields.length; i++) {
      List<Integer> candidates = KeyFields.of(type, lane.key().get(i));
      if (candidates.size() != 1) {
        return new int[0];
      }
      fields[i] = candidates.get(0);
    }
    return fields;
  }

  Lane lane() {
    return lane;
  }

  /** The key an event reads or updates in this lane, or null if it touches none. */
  @Nullable String key(Event event) {
    int[] fields = readKeys[event.type().index()];
    if (fields.length == 1) {
      return event.text(fields[0]);
    }
    StringBuilder key = new StringBuilder();
    for (int field : fields) {
      String part = event.text(field);
      if (part == null) {
        return null;
      }
      // Ids hold no control characters, so joined keys can't collide.
      key.append(part).append('\0');
    }
    return fields.length == 0 ? null : key.toString();
  }

  /** The state of a key, or null if nothing was recorded for it. */
  @Nullable Ring find(String key) {
    return rings.get(key);
  }

  /** Whether events of this type are recorded in this lane. */
  boolean records(EventType type) {
    return lane.eventType() == type.index();
  }

  /** The flags an event has, given its marks. */
  long flags(Event event, int marks) {
    long flags = 0;
    for (int f = 0; f < lane.flags().size(); f++) {
      if (lane.flags().get(f).test(event, marks)) {
        flags |= 1L << f;
      }
    }
    return flags;
  }

  /** Records an event under its key and answers where. */
  Entry record(String key, Event event, long foldTimeMillis) {
    Ring ring = rings.get(key);
    if (ring == null) {
      removeIdle(foldTimeMillis);
      ring = new Ring(lane, maxEntries);
      rings.put(key, ring);
    }
    ring.advance(foldTimeMillis);
    for (int v = 0; v < valueBuffer.length; v++) {
      valueBuffer[v] = event.number(lane.values().get(v));
    }
    return new Entry(ring, ring.push(foldTimeMillis, flags(event, 0), valueBuffer));
  }

  private void removeIdle(long foldTimeMillis) {
    Iterator<Ring> eldest = rings.values().iterator();
    for (int i = 0; i < REMOVED_AT_ONCE && eldest.hasNext(); i++) {
      if (eldest.next().lastTimeMillis() >= foldTimeMillis - lane.idleTtlMillis()) {
        return;
      }
      eldest.remove();
    }
  }

  /** Where an event was recorded. */
  record Entry(Ring ring, long number) {}
}
