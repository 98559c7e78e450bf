package io.mallguard.features.grouped;

import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Key;
import io.mallguard.features.plan.Lane;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that events of one type do to an entity of a family: read it, take back an earlier
 * entry, update it, mark an earlier entry, read it once updated. Immutable.
 *
 * @param index position in its {@link FamilyStage}
 * @param touch the touch by which the event reaches the entity
 * @param list index of the list whose elements name the entities, or -1
 * @param kinds what is done, in this order: bits {@link #READ} to {@link #AFTER}
 * @param before columns read before the update
 * @param after columns read after it
 * @param sources per lane what the event would leave there, null where it leaves nothing
 */
record Operation(
    int index,
    int touch,
    Key key,
    int list,
    int kinds,
    List<Read> before,
    List<Read> after,
    List<Lane.@Nullable Source> sources) {
  static final int READ = 1;
  static final int SUPERSEDE = 2;
  static final int ABSORB = 4;
  static final int MARK = 8;
  static final int AFTER = 16;

  /**
   * A column that is read.
   *
   * @param groupedBy the touch whose values say which group the event is in
   */
  record Read(Column.Aggregate column, int groupedBy) {}

  boolean does(int kind) {
    return (kinds & kind) != 0;
  }

  /** How many columns are read. */
  int width() {
    return before.size() + after.size();
  }
}
