package io.mallguard.features.expression;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.Field;
import java.util.Arrays;
import java.util.List;

/**
 * A field that is computed from an event and its lists. Immutable, safe for use by many threads.
 */
public final class Computed {
  /*
   * Slots as in a fold (io.mallguard.features.plan.TypePlan, which stands above this package): the
   * two times, the fold time (not known yet), the event's own id, its fields; then, from where no
   * name of the scope reads, list elements and answers.
   */
  private static final int OCCURRED_AT = 0;
  private static final int OBSERVED_AT = 1;
  private static final int OWN_ID = 3;
  static final int FIRST_FIELD = 4;
  private static final double[] NO_ROW = {};

  private final Whole value;
  private final ValueKind kind;
  private final List<ListCall> listCalls;
  private final int slots;

  Computed(Whole value, ValueKind kind, ListCalls listCalls) {
    this.value = value;
    this.kind = kind;
    this.listCalls = listCalls.all();
    this.slots = listCalls.slots();
  }

  /** What the value stands for. */
  public ValueKind kind() {
    return kind;
  }

  /** The value, {@link io.mallguard.features.event.Field#ABSENT} if there is none. */
  public long at(Event event) {
    int fields = event.type().fields().size();
    long[] values = new long[Math.max(slots, FIRST_FIELD + fields)];
    Arrays.fill(values, Field.ABSENT);
    event.copySlots(values, FIRST_FIELD);
    values[OCCURRED_AT] = event.occurredAtMillis();
    values[OBSERVED_AT] = event.observedAtMillis();
    values[OWN_ID] = event.ownId();
    for (ListCall call : listCalls) {
      call.answer(event, values);
    }
    return value.at(values, NO_ROW);
  }
}
