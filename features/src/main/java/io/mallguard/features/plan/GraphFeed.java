package io.mallguard.features.plan;

import io.mallguard.features.event.Field;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.Whole;
import java.util.List;

/**
 * What events of one type say to a graph store: an edge, or whom it is asked about. Reads slots
 * alone, no columns. Immutable.
 *
 * @param eventType index of the type
 * @param keys the nodes, each a number made of its kind and id; the event says nothing if one is
 *     {@link Field#ABSENT}
 * @param amount what goes over the edge, {@link Field#ABSENT} for nothing
 * @param tag what comes back with the edge, {@link Field#ABSENT} for nothing
 * @param where which events say anything
 */
public record GraphFeed(int eventType, List<Whole> keys, Whole amount, Whole tag, Truth where) {
  private static final double[] NO_ROW = {};

  /** Copies the list. */
  public GraphFeed {
    keys = List.copyOf(keys);
  }

  /** Whether an event says anything, and if so, the keys it says. */
  public boolean fill(long[] slots, long[] into) {
    if (!where.test(slots, NO_ROW)) {
      return false;
    }
    // By index: an iterator per event would be garbage.
    for (int i = 0; i < keys.size(); i++) {
      into[i] = keys.get(i).at(slots, NO_ROW);
      if (into[i] == Field.ABSENT) {
        return false;
      }
    }
    return true;
  }

  /** The amount in an event, or {@link Field#ABSENT}. */
  public long amount(long[] slots) {
    return amount.at(slots, NO_ROW);
  }

  /** The tag in an event, 0 for none. */
  public long tag(long[] slots) {
    long value = tag.at(slots, NO_ROW);
    return value == Field.ABSENT ? 0 : value;
  }
}
