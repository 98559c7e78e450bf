package io.mallguard.features.grouped;

import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What one operation's records say beside the key; conditions and values are evaluated here. */
final class RecordMaker {
  private final Operation operation;
  private final RecordLayout layout;
  private final int longs;
  private final OfLane[] lanes;
  private final boolean reads;

  RecordMaker(FamilyStage family, Operation operation) {
    this.operation = operation;
    this.layout = family.layout();
    this.longs = layout.longs();
    this.reads = operation.width() > 0;
    this.lanes =
        family.family().lanes().stream()
            .filter(lane -> family.holds(lane) && isTaken(operation, lane))
            .map(lane -> new OfLane(layout, lane, operation.sources().get(lane.index())))
            .toArray(OfLane[]::new);
  }

  private static boolean isTaken(Operation operation, Lane lane) {
    return operation.kinds() != Operation.SUPERSEDE
        && operation.sources().get(lane.index()) != null;
  }

  static RecordMaker[] of(FamilyStage family, List<Operation> operations) {
    return operations.stream().map(op -> new RecordMaker(family, op)).toArray(RecordMaker[]::new);
  }

  /** Per touch of the family, null where there is nothing to do. */
  static @Nullable RecordMaker[] ofTouches(
      FamilyStage family, IntFunction<@Nullable Operation> ofTouch) {
    @Nullable RecordMaker[] makers = new @Nullable RecordMaker[family.family().touches().size()];
    for (int touch = 0; touch < makers.length; touch++) {
      Operation operation = ofTouch.apply(touch);
      makers[touch] = operation == null ? null : new RecordMaker(family, operation);
    }
    return makers;
  }

  Operation operation() {
    return operation;
  }

  /** Whether columns are read where the records are folded. */
  boolean reads() {
    return reads;
  }

  /** Writes all of a record. */
  void write(
      long[] records, int at, long key, long nowMillis, long id, long[] slots, double[] columns) {
    records[at + RecordLayout.KEY] = key;
    records[at + RecordLayout.TIME] = nowMillis;
    Arrays.fill(records, at + RecordLayout.BITS, at + longs, 0);
    records[at + RecordLayout.BITS] = operation.index();
    layout.putId(records, at, id);
    for (OfLane lane : lanes) {
      lane.write(records, at, slots, columns);
    }
  }

  /** What an event leaves in one lane. */
  private static final class OfLane {
    private final int flagsAt;
    private final int flagsShift;
    private final int valuesAt;
    private final Whole flags;
    private final Whole[] values;

    OfLane(RecordLayout layout, Lane lane, Lane.Source source) {
      this.flagsAt = layout.flagsAt(lane.index());
      this.flagsShift = layout.flagsShift(lane.index());
      this.valuesAt = layout.valuesAt(lane.index());
      this.flags = source.flags();
      this.values = source.values().toArray(Whole[]::new);
    }

    void write(long[] records, int at, long[] slots, double[] columns) {
      records[at + flagsAt] |= flags.at(slots, columns) << flagsShift;
      for (int v = 0; v < values.length; v++) {
        records[at + valuesAt + v] = values[v].at(slots, columns);
      }
    }
  }
}
