package io.mallguard.features.grouped;

import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Lane;

/**
 * How a {@link FamilyStage}'s records lie in longs. Immutable.
 *
 * <pre>
 * key
 * fold time
 * bits: the operation, then the condition bits of the stage's lanes; one long, or more if they need
 * own id (or that of the earlier event), if entries are ever found again by it
 * values of the stage's lanes
 * </pre>
 *
 * Records are most of what a run over a history keeps and copies: what a family does not need has
 * no room in them.
 */
final class RecordLayout {
  static final int KEY = 0;
  static final int TIME = 1;

  /** From here on lies what lanes read. */
  static final int BITS = 2;

  private static final int OPERATION_BITS = 12;

  /** More operations than this have no number. */
  static final int MAX_OPERATIONS = 1 << OPERATION_BITS;

  private final int[] flagsAt;
  private final int[] flagsShift;
  private final int[] valuesAt;
  private final int idAt;
  private final int longs;

  RecordLayout(Family family, int stage) {
    int lanes = family.lanes().size();
    this.flagsAt = new int[lanes];
    this.flagsShift = new int[lanes];
    this.valuesAt = new int[lanes];
    int at = BITS;
    int bits = OPERATION_BITS;
    boolean named = false;
    for (Lane lane : family.lanes()) {
      if (lane.stage() == stage) {
        boolean fits = bits + lane.flags() <= Long.SIZE;
        at += fits ? 0 : 1;
        flagsAt[lane.index()] = at;
        flagsShift[lane.index()] = fits ? bits : 0;
        bits = flagsShift[lane.index()] + lane.flags();
        named |= lane.indexed();
      }
    }
    at++;
    this.idAt = named ? at++ : -1;
    for (Lane lane : family.lanes()) {
      valuesAt[lane.index()] = at;
      at += lane.stage() == stage ? lane.values() : 0;
    }
    this.longs = at;
  }

  /** Longs of a record. */
  int longs() {
    return longs;
  }

  static int operation(long bits) {
    return (int) bits & (MAX_OPERATIONS - 1);
  }

  /** The own id of a record, anything where nobody asks for it. */
  long id(long[] records, int record) {
    return idAt < 0 ? 0 : records[record + idAt];
  }

  void putId(long[] records, int record, long id) {
    if (idAt >= 0) {
      records[record + idAt] = id;
    }
  }

  /** The long of a record that holds a lane's condition bits. */
  int flagsAt(int lane) {
    return flagsAt[lane];
  }

  /** The bit of that long at which they begin. */
  int flagsShift(int lane) {
    return flagsShift[lane];
  }

  /** Where a lane's values begin. */
  int valuesAt(int lane) {
    return valuesAt[lane];
  }
}
