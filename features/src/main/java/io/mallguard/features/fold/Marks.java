package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Marking;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.Subject;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes known later: keeps of an event what is needed to mark it, and passes a mark on to
 * the entries the event left. One owner thread.
 */
final class Marks {
  private final Plan plan;
  private final List<TypeSteps> steps;
  private final List<List<Records>> kept = new ArrayList<>();
  private final long[] slots;
  private final double[] row;
  private final Witnesses witnesses;

  /** Where a mark goes: an entry of an earlier event, wherever it is kept. */
  interface Target {
    /**
     * What follows is one mark, on all entries of an event.
     *
     * @param isCounted whether it is counted as unmatched if it reaches none
     */
    default void start(boolean isCounted) {}

    /**
     * Evaluates an entry's conditions again.
     *
     * @param id the earlier event's own id
     * @param slots the earlier event's values, with its marks; reused afterwards
     * @param row the columns kept of it; reused afterwards
     * @return whether the entry was still there
     */
    boolean mark(TypeSteps.Use use, long key, long id, long nowMillis, long[] slots, double[] row);

    /** Takes an entry out of everything that counts it. */
    void supersede(TypeSteps.Use use, long key, long id, long nowMillis);
  }

  /** The entries of the fold itself. */
  static final Target OWN_ENTRIES =
      new Target() {
        @Override
        public boolean mark(
            TypeSteps.Use use, long key, long id, long nowMillis, long[] slots, double[] row) {
          return use.family().mark(use.touch(), key, id, nowMillis, slots, row);
        }

        @Override
        public void supersede(TypeSteps.Use use, long key, long id, long nowMillis) {
          use.family().supersede(use.touch(), key, id, nowMillis);
        }
      };

  Marks(Plan plan, List<TypeSteps> steps, Memory memory, Roots roots) {
    this.plan = plan;
    this.steps = steps;
    this.witnesses = new Witnesses(plan, memory, roots);
    for (TypePlan type : plan.types()) {
      List<Records> ofType = new ArrayList<>();
      for (Subject subject : type.subject()) {
        int values =
            1
                + subject.slots().size()
                + subject.columns().size()
                + witnesses.values(type.type().index());
        ofType.add(new Records(memory, roots.index(), values, subject.keepMillis()));
      }
      kept.add(ofType);
    }
    this.slots = new long[plan.types().stream().mapToInt(TypePlan::slots).max().orElse(0)];
    this.row = new double[plan.columns().size()];
  }

  /** Notes what an event to come will keep and mark, as far as its own values tell. */
  void ahead(TypePlan type, long[] eventSlots, double[] eventRow, LookAhead ahead) {
    if (!type.subject().isEmpty()) {
      ahead.add(kept.get(type.type().index()).get(0), eventSlots[TypePlan.OWN_ID]);
    }
    for (int i = 0; i < type.markings().size(); i++) {
      Marking marking = type.markings().get(i);
      if (!kept.get(marking.targetType()).isEmpty()) {
        long id = marking.subjectId().at(eventSlots, eventRow);
        ahead.add(kept.get(marking.targetType()).get(0), id);
      }
    }
  }

  /** Keeps what later marks need of an event. */
  void keep(TypePlan type, long nowMillis, long[] eventSlots, double[] eventRow) {
    if (type.subject().isEmpty()) {
      return;
    }
    Subject subject = type.subject().get(0);
    Records records = kept.get(type.type().index()).get(0);
    long record = records.put(eventSlots[TypePlan.OWN_ID], nowMillis);
    int value = 0;
    records.value(record, value++, 0);
    for (int i = 0; i < subject.slots().size(); i++) {
      records.value(record, value++, eventSlots[subject.slots().get(i)]);
    }
    for (int i = 0; i < subject.columns().size(); i++) {
      double column = eventRow[subject.columns().get(i)];
      records.value(record, value++, Double.doubleToLongBits(column));
    }
    for (int i = 0; i < witnesses.values(type.type().index()); i++) {
      records.value(record, value++, 0);
    }
  }

  /**
   * Passes on what an event says of an earlier one.
   *
   * @return how many of its marks reached nothing
   */
  int pass(TypePlan type, long nowMillis, long[] eventSlots, double[] eventRow, Target target) {
    if (type.supersedes() >= 0 && eventSlots[type.supersedes()] != Field.ABSENT) {
      withdraw(type, eventSlots[type.supersedes()], nowMillis, target);
    }
    int unmatched = 0;
    for (int i = 0; i < type.markings().size(); i++) {
      Marking marking = type.markings().get(i);
      if (!mark(marking, nowMillis, eventSlots, eventRow, target)) {
        unmatched++;
      }
    }
    return unmatched;
  }

  private boolean mark(
      Marking marking, long nowMillis, long[] eventSlots, double[] eventRow, Target target) {
    TypePlan marked = plan.types().get(marking.targetType());
    long id = marking.subjectId().at(eventSlots, eventRow);
    if (marked.subject().isEmpty() || id == Field.ABSENT) {
      return false;
    }
    Records records = kept.get(marking.targetType()).get(0);
    long record = records.find(id, nowMillis);
    if (record == 0) {
      return false;
    }
    boolean value = marking.value().test(eventSlots, eventRow);
    if (marking.isOutcome()) {
      if (!value || nowMillis - records.timeMillis(record) > marking.withinMillis()) {
        return true;
      }
      long witness = eventSlots[TypePlan.OWN_ID];
      witnesses.add(marking, records, record, id, witness, nowMillis);
    }
    target.start(true);
    return set(marking, records, record, id, value, nowMillis, target);
  }

  private boolean set(
      Marking marking,
      Records records,
      long record,
      long id,
      boolean value,
      long nowMillis,
      Target target) {
    long bit = 1L << marking.mark();
    long marks = records.value(record, 0);
    records.value(record, 0, value ? marks | bit : marks & ~bit);
    restore(plan.types().get(marking.targetType()), records, record);
    return reach(marking.targetType(), id, nowMillis, target);
  }

  /** An outcome did not come after all if every event that said so was superseded. */
  private void withdraw(TypePlan type, long earlierId, long nowMillis, Target target) {
    for (int i = 0; i < type.markings().size(); i++) {
      Marking marking = type.markings().get(i);
      long id =
          marking.isOutcome() ? witnesses.subject(marking, earlierId, nowMillis) : Field.ABSENT;
      if (id == Field.ABSENT) {
        continue;
      }
      Records records = kept.get(marking.targetType()).get(0);
      long record = records.find(id, nowMillis);
      if (record != 0 && witnesses.remove(marking, records, record, earlierId, nowMillis)) {
        target.start(false);
        set(marking, records, record, id, false, nowMillis, target);
      }
    }
  }

  /** Takes the entries of an earlier event of the same type out of everything that counts them. */
  void supersede(TypePlan type, long earlierId, long nowMillis, Target target) {
    if (type.subject().isEmpty()) {
      return;
    }
    Records records = kept.get(type.type().index()).get(0);
    long record = records.find(earlierId, nowMillis);
    if (record == 0) {
      return;
    }
    // Its own keys, as they were: those of the later event may be others, or known no more.
    restore(type, records, record);
    List<TypeSteps.Use> uses = steps.get(type.type().index()).uses;
    for (int i = 0; i < uses.size(); i++) {
      TypeSteps.Use use = uses.get(i);
      if (use.marked() && use.list() < 0) {
        long key = use.key().of(slots, row);
        if (key != Field.ABSENT) {
          target.supersede(use, key, earlierId, nowMillis);
        }
      }
    }
  }

  /** Puts back what was kept of the earlier event, with its marks as they are now. */
  private void restore(TypePlan target, Records records, long record) {
    Subject subject = target.subject().get(0);
    Arrays.fill(slots, Field.ABSENT);
    Arrays.fill(row, Double.NaN);
    int value = 1;
    for (int i = 0; i < subject.slots().size(); i++) {
      slots[subject.slots().get(i)] = records.value(record, value++);
    }
    for (int i = 0; i < subject.columns().size(); i++) {
      row[subject.columns().get(i)] = Double.longBitsToDouble(records.value(record, value++));
    }
    for (int i = 0; i < subject.markSlots().size(); i++) {
      slots[subject.markSlots().get(i)] = records.value(record, 0) >>> i & 1;
    }
  }

  private boolean reach(int targetType, long id, long nowMillis, Target target) {
    boolean found = false;
    List<TypeSteps.Use> uses = steps.get(targetType).uses;
    for (int i = 0; i < uses.size(); i++) {
      TypeSteps.Use use = uses.get(i);
      if (use.marked()) {
        long key = use.key().of(slots, row);
        if (key != Field.ABSENT) {
          found |= target.mark(use, key, id, nowMillis, slots, row);
        }
      }
    }
    return found;
  }
}
