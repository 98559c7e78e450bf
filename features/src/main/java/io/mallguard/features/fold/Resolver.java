package io.mallguard.features.fold;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.plan.Find;
import io.mallguard.features.plan.LookUp;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.Subject;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first stage of the fold: turns an event into slots and attaches what look-ups know. One owner
 * thread.
 */
final class Resolver {
  private static final double[] NO_ROW = {};

  private final Plan plan;
  private final Memory memory;
  private final List<Records> records = new ArrayList<>();

  /** Per look-up by which name the record of an event that can be superseded is found. */
  private final List<Records> names = new ArrayList<>();

  private final List<List<KeptBy>> keptBy = new ArrayList<>();

  Resolver(Plan plan, Memory memory, Roots roots) {
    this.plan = plan;
    this.memory = memory;
    for (LookUp lookUp : plan.lookUps()) {
      boolean supersedable = KeptBy.isSupersedable(lookUp, plan.types());
      int values = lookUp.values() + (supersedable ? 1 : 0);
      records.add(new Records(memory, roots.index(), values, lookUp.keepMillis()));
      names.add(
          supersedable
              ? new Records(memory, roots.index(), 1, lookUp.keepMillis())
              : records.get(lookUp.index()));
    }
    for (TypePlan type : plan.types()) {
      keptBy.add(keptBy(type.type().index()));
    }
  }

  private List<KeptBy> keptBy(int eventType) {
    List<KeptBy> found = new ArrayList<>();
    for (LookUp lookUp : plan.lookUps()) {
      for (LookUp.Keeping keeping : lookUp.keepings()) {
        if (keeping.eventType() == eventType) {
          found.add(
              new KeptBy(
                  records.get(lookUp.index()),
                  names.get(lookUp.index()),
                  lookUp,
                  keeping,
                  KeptBy.isSupersedable(keeping, plan.types())));
        }
      }
    }
    return found;
  }

  /** Fills the slots of an event: its own values, and those of the look-ups. */
  void fill(LoggedEvent logged, long[] slots) {
    Event event = logged.event();
    TypePlan type = plan.types().get(event.type().index());
    slots[TypePlan.OCCURRED_AT] = event.occurredAtMillis();
    slots[TypePlan.OBSERVED_AT] = event.observedAtMillis();
    slots[TypePlan.FOLD_TIME] = logged.foldTimeMillis();
    slots[TypePlan.OWN_ID] = event.ownId();
    event.copySlots(slots, TypePlan.FIRST_FIELD);
    int behind = TypePlan.FIRST_FIELD + event.type().fields().size();
    int marksEnd = TypePlan.slotOfElements(event.type(), 0);
    Arrays.fill(slots, behind, marksEnd, 0);
    Arrays.fill(slots, marksEnd, type.slots(), Field.ABSENT);
    for (int i = 0; i < type.subject().size(); i++) {
      clearMarks(type.subject().get(i), slots);
    }
    find(type, logged.foldTimeMillis(), slots);
  }

  /**
   * Nothing is known of an event that just happened, outcomes included: not even that they failed.
   */
  private static void clearMarks(Subject subject, long[] slots) {
    for (int i = 0; i < subject.markSlots().size(); i++) {
      slots[subject.markSlots().get(i)] = 0;
    }
  }

  /** Attaches what look-ups know. */
  void find(TypePlan type, long nowMillis, long[] slots) {
    // By index: an iterator per event would be garbage.
    for (int f = 0; f < type.finds().size(); f++) {
      Find find = type.finds().get(f);
      if (find.self()) {
        attachSelf(find, type, slots);
        continue;
      }
      long id = find.id().of(slots, NO_ROW);
      Records from = records.get(find.lookUp());
      long record = id == Field.ABSENT ? 0 : from.find(id, nowMillis);
      if (record == 0) {
        continue;
      }
      slots[find.firstSlot()] = from.timeMillis(record);
      int values = plan.lookUps().get(find.lookUp()).values();
      for (int v = 0; v < values; v++) {
        slots[find.firstSlot() + 1 + v] = from.value(record, v);
      }
    }
  }

  /** Notes what an event to come will look up, as far as its own values tell. */
  void ahead(TypePlan type, long[] slots, LookAhead ahead) {
    for (int f = 0; f < type.finds().size(); f++) {
      Find find = type.finds().get(f);
      if (!find.self()) {
        ahead.add(records.get(find.lookUp()), find.id().of(slots, NO_ROW));
      }
    }
    List<KeptBy> all = keptBy.get(type.type().index());
    for (int k = 0; k < all.size(); k++) {
      all.get(k).ahead(slots, ahead);
    }
  }

  private void attachSelf(Find find, TypePlan type, long[] slots) {
    slots[find.firstSlot()] = slots[TypePlan.FOLD_TIME];
    List<LookUp.Keeping> keepings = plan.lookUps().get(find.lookUp()).keepings();
    for (int k = 0; k < keepings.size(); k++) {
      LookUp.Keeping keeping = keepings.get(k);
      if (keeping.eventType() == type.type().index()) {
        for (int v = 0; v < keeping.values().size(); v++) {
          slots[find.firstSlot() + 1 + v] = keeping.values().get(v).at(slots, NO_ROW);
        }
      }
    }
  }

  /** Leaves the event's own records. */
  void keep(LoggedEvent logged, long[] slots) {
    Event event = logged.event();
    List<KeptBy> all = keptBy.get(event.type().index());
    for (int k = 0; k < all.size(); k++) {
      KeptBy by = all.get(k);
      if (by.list() < 0) {
        by.keep(logged.foldTimeMillis(), slots);
        continue;
      }
      ListValue list = event.list(by.list());
      int elementSlot = elementSlot(event.type(), by.list());
      for (int i = 0; i < list.size(); i++) {
        list.copySlots(i, slots, elementSlot);
        by.keep(logged.foldTimeMillis(), slots);
      }
      clearElement(event.type(), by.list(), slots);
    }
  }

  /** The elements of an event's lists where they are not in an {@link Event}. */
  interface Elements {
    /** How many elements a list has. */
    int count(int list);

    /** Copies the fields of an element. */
    void copy(int list, int element, long[] into, int at);
  }

  /** The same for an event of which only the slots are at hand. */
  void keep(TypePlan type, long[] slots, Elements elements) {
    long nowMillis = slots[TypePlan.FOLD_TIME];
    List<KeptBy> all = keptBy.get(type.type().index());
    for (int k = 0; k < all.size(); k++) {
      KeptBy by = all.get(k);
      int list = by.list();
      if (list < 0) {
        by.keep(nowMillis, slots);
        continue;
      }
      for (int i = 0; i < elements.count(list); i++) {
        elements.copy(list, i, slots, elementSlot(type.type(), list));
        by.keep(nowMillis, slots);
      }
      clearElement(type.type(), list, slots);
    }
  }

  /** Takes back the records that an earlier event of the same type left. */
  void supersede(TypePlan type, long earlierId, long nowMillis) {
    List<KeptBy> all = keptBy.get(type.type().index());
    for (int k = 0; k < all.size(); k++) {
      all.get(k).supersede(earlierId, nowMillis);
    }
  }

  static int elementSlot(EventType type, int list) {
    return TypePlan.slotOfElements(type, list);
  }

  static void clearElement(EventType type, int list, long[] slots) {
    int from = TypePlan.slotOfElements(type, list);
    Arrays.fill(slots, from, from + type.lists().get(list).fields().size(), Field.ABSENT);
  }

  /** Where the records lie. */
  Memory memory() {
    return memory;
  }
}
