package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.plan.LookUp;
import io.mallguard.features.plan.TypePlan;
import java.util.List;

/**
 * How events of one type leave records in one look-up, and how one is taken back when its event is
 * superseded. What the record displaced or kept out does not come back with that. One owner thread.
 */
final class KeptBy {
  private static final double[] NO_ROW = {};

  private final Records records;
  private final Records names;
  private final LookUp lookUp;
  private final LookUp.Keeping keeping;
  private final boolean supersedable;

  /**
   * How events leave records.
   *
   * @param records of the look-up; with one more value that says whose a record is, if any of them
   *     can be superseded
   * @param names by event, what its record is found by; only used if events of the type can be
   *     superseded
   */
  KeptBy(
      Records records, Records names, LookUp lookUp, LookUp.Keeping keeping, boolean supersedable) {
    this.records = records;
    this.names = names;
    this.lookUp = lookUp;
    this.keeping = keeping;
    this.supersedable = supersedable;
  }

  /** Whether a look-up's records have to say whose they are. */
  static boolean isSupersedable(LookUp lookUp, List<TypePlan> types) {
    return lookUp.keepings().stream().anyMatch(keeping -> isSupersedable(keeping, types));
  }

  /** Elements of lists leave several records, which are not found again. */
  static boolean isSupersedable(LookUp.Keeping keeping, List<TypePlan> types) {
    return keeping.list() < 0 && types.get(keeping.eventType()).supersedes() >= 0;
  }

  /** Index of the list of which every element leaves a record, or -1. */
  int list() {
    return keeping.list();
  }

  /** Notes the record that an event to come will leave. */
  void ahead(long[] slots, LookAhead ahead) {
    if (keeping.list() < 0) {
      ahead.add(records, keeping.id().of(slots, NO_ROW));
    }
  }

  /** Leaves the record of an event, or of the element whose fields are in the slots. */
  void keep(long nowMillis, long[] slots) {
    long id = keeping.id().of(slots, NO_ROW);
    if (id == Field.ABSENT || !keeping.where().test(slots, NO_ROW)) {
      return;
    }
    if (!lookUp.latest() && records.find(id, nowMillis) != 0) {
      return;
    }
    long record = records.put(id, nowMillis);
    for (int v = 0; v < lookUp.values(); v++) {
      records.value(record, v, keeping.values().get(v).at(slots, NO_ROW));
    }
    if (supersedable) {
      long owner = owner(slots[TypePlan.OWN_ID]);
      records.value(record, lookUp.values(), owner);
      names.value(names.put(owner, nowMillis), 0, id);
    }
  }

  /** Events of two types may have the same id. */
  private long owner(long ownId) {
    return IdHash.join(ownId, keeping.eventType());
  }

  /** Takes back the record that an event left, if it is still that event's. */
  void supersede(long earlierId, long nowMillis) {
    if (!supersedable) {
      return;
    }
    long owner = owner(earlierId);
    long name = names.find(owner, nowMillis);
    long record = name == 0 ? 0 : records.find(names.value(name, 0), nowMillis);
    if (record != 0 && records.value(record, lookUp.values()) == owner) {
      records.remove(record);
    }
  }
}
