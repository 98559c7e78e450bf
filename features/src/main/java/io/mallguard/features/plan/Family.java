package io.mallguard.features.plan;

import java.util.List;

/**
 * All entities of one key and what the fold keeps of each. Immutable.
 *
 * @param index position in the plan
 * @param name the key as written, such as {@code buyer} or {@code [buyer, shop]}
 * @param ttlMillis state untouched for longer is empty; {@link Window#LIFE} never
 * @param touches how events reach an entity
 * @param lanes what is kept per entity
 */
public record Family(
    int index, String name, long ttlMillis, List<Touch> touches, List<Lane> lanes) {
  /** Copies the lists. */
  public Family {
    touches = List.copyOf(touches);
    lanes = List.copyOf(lanes);
  }

  /**
   * How events of one type reach an entity of the family.
   *
   * @param index position in the family
   * @param eventType index of the type
   * @param key names the entity
   * @param list index of the list of which every element names an entity, or -1; an entity named
   *     twice counts once
   * @param updates whether some lane takes the event in; else the entity is only read
   */
  public record Touch(int index, int eventType, Key key, int list, boolean updates) {}
}
