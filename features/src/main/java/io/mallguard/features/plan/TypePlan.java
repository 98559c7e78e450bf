package io.mallguard.features.plan;

import io.mallguard.features.event.EventType;
import java.util.List;

/**
 * What the fold does with the events of one type, and where the values that expressions read stand
 * in its slots: times and own id, fields, marked fields (1 or 0), the fields of list elements, then
 * what look-ups attach. Immutable.
 *
 * @param type the event type
 * @param slots how many slots
 * @param finds the look-ups to fill in, in this order (a later one may read what an earlier one
 *     attached)
 * @param subject what is kept so that later events can mark an event of this type, if any do
 * @param markings what an event of this type sets on earlier ones
 * @param supersedes slot of the id of the earlier event of this type that it replaces, or -1
 */
public record TypePlan(
    EventType type,
    int slots,
    List<Find> finds,
    List<Subject> subject,
    List<Marking> markings,
    int supersedes) {
  /** Slot of {@code occurred_at}, epoch milliseconds. */
  public static final int OCCURRED_AT = 0;

  /** Slot of {@code observed_at}, epoch milliseconds. */
  public static final int OBSERVED_AT = 1;

  /** Slot of the fold time, epoch milliseconds. */
  public static final int FOLD_TIME = 2;

  /** Slot of the event's own id, see {@link io.mallguard.features.event.Event#subjectId()}. */
  public static final int OWN_ID = 3;

  /** Slot of the first field. */
  public static final int FIRST_FIELD = 4;

  /** Copies the lists. */
  public TypePlan {
    finds = List.copyOf(finds);
    subject = List.copyOf(subject);
    markings = List.copyOf(markings);
  }

  /** Slot of a travelling field. */
  public static int slotOfField(int field) {
    return FIRST_FIELD + field;
  }

  /** Slot of a marked field. */
  public static int slotOfMark(EventType type, int markedField) {
    return FIRST_FIELD + type.fields().size() + markedField;
  }

  /** First slot of the fields of the current element of a list. */
  public static int slotOfElements(EventType type, int list) {
    int slot = slotOfMark(type, type.markedFields().size());
    for (int i = 0; i < list; i++) {
      slot += type.lists().get(i).fields().size();
    }
    return slot;
  }
}
