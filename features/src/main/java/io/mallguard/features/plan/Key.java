package io.mallguard.features.plan;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.expression.Whole;
import java.util.List;

/**
 * How the values of an event name an entity or a record: one part or several. Immutable.
 *
 * @param parts at least one
 * @param staged whether a part reads columns, so that it has a value only once they are computed
 */
public record Key(List<Whole> parts, boolean staged) {
  /** Copies the list. */
  public Key {
    parts = List.copyOf(parts);
  }

  /**
   * The key as a number.
   *
   * @return {@link Field#ABSENT} if a part is absent
   */
  public long of(long[] slots, double[] row) {
    long key = parts.get(0).at(slots, row);
    if (key == Field.ABSENT) {
      return key;
    }
    if (parts.size() == 1) {
      // Numbers that are no ids are keys as well: spread them.
      return IdHash.join(key, 1);
    }
    for (int i = 1; i < parts.size(); i++) {
      long part = parts.get(i).at(slots, row);
      if (part == Field.ABSENT) {
        return part;
      }
      key = IdHash.join(key, part);
    }
    return key;
  }
}
