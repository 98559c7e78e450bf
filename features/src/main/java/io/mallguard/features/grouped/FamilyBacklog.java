package io.mallguard.features.grouped;

import io.mallguard.features.event.Field;
import io.mallguard.features.fold.FamilyState;
import io.mallguard.features.fold.Prefetch;
import io.mallguard.features.plan.Plan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one family has to take in, as records that are done in the order of its index; what concerns
 * one entity keeps its order. One owner thread.
 */
final class FamilyBacklog {
  private static final double[] NO_COLUMNS = {};

  /** Keys are sorted by so many of their high bits, by which the index parts them. */
  private static final int SORTED_BITS = 16;

  /** For so many records at once memory is fetched. */
  private static final int FETCHED = 16;

  /** Number of what is no mark, or one nobody counts. */
  static final int NOT_COUNTED = -1;

  private final RecordLayout layout;
  private final int longs;
  private final FamilyState state;
  private final RecordMaker[][] absorbing;
  private final @Nullable RecordMaker[] marking;
  private final @Nullable RecordMaker[] superseding;
  private final Operation[] operations;
  private final Prefetch prefetch = new Prefetch();
  private final long[] entities = new long[FETCHED];
  private final int[] starts = new int[(1 << SORTED_BITS) + 1];
  private final long[] slots;
  private long[] records;
  private int[] marks = new int[1024];
  private int[] order = new int[0];
  private int size;

  /** Nothing yet. */
  FamilyBacklog(Plan plan, FamilyStage family, FamilyState state) {
    this.layout = family.layout();
    this.longs = layout.longs();
    this.state = state;
    this.operations = family.operations().toArray(Operation[]::new);
    this.absorbing =
        plan.types().stream()
            .map(type -> family.ofType(type.type().index()).stream())
            .map(ofType -> ofType.filter(op -> op.does(Operation.ABSORB)).toList())
            .map(ofType -> RecordMaker.of(family, ofType))
            .toArray(RecordMaker[][]::new);
    this.marking = RecordMaker.ofTouches(family, family::mark);
    this.superseding = RecordMaker.ofTouches(family, family::superseding);
    this.slots = new long[longs - RecordLayout.BITS];
    this.records = new long[marks.length * longs];
  }

  /** Longs of a record. */
  int longs() {
    return longs;
  }

  /** How events of a type are taken in. */
  RecordMaker[] absorbing(int eventType) {
    return absorbing[eventType];
  }

  /** Puts off what an operation does. */
  void add(RecordMaker maker, long key, long nowMillis, long id, long[] values, double[] columns) {
    add(maker, key, nowMillis, id, values, columns, NOT_COUNTED);
  }

  /** Puts off a mark on an earlier event's entry, by its number. */
  void mark(
      int touch, long key, long nowMillis, long id, long[] values, double[] columns, int mark) {
    RecordMaker maker = marking[touch];
    if (maker != null) {
      add(maker, key, nowMillis, id, values, columns, mark);
    }
  }

  /** Puts off taking back an earlier event's entry. */
  void supersede(int touch, long key, long nowMillis, long id) {
    RecordMaker maker = superseding[touch];
    if (maker != null) {
      add(maker, key, nowMillis, id, slots, NO_COLUMNS, NOT_COUNTED);
    }
  }

  private void add(
      RecordMaker maker,
      long key,
      long nowMillis,
      long id,
      long[] values,
      double[] columns,
      int mark) {
    if (key == Field.ABSENT) {
      return;
    }
    if (size == marks.length) {
      marks = Arrays.copyOf(marks, size * 2);
      records = Arrays.copyOf(records, records.length * 2);
    }
    maker.write(records, size * longs, key, nowMillis, id, values, columns);
    marks[size++] = mark;
  }

  /**
   * Does all that was put off.
   *
   * @param sweptMillis what has expired by this fold time may be removed
   * @param reached set for each mark that reaches an entry
   */
  void settle(long sweptMillis, boolean[] reached) {
    sort();
    state.sweepsAt(sweptMillis);
    for (int from = 0; from < size; from += FETCHED) {
      int to = Math.min(from + FETCHED, size);
      fetch(from, to);
      for (int i = from; i < to; i++) {
        settle(order[i], reached);
      }
    }
    state.sweepsAt(FamilyState.NOW);
    size = 0;
  }

  /** By the high bits of the key; equal ones keep their order. */
  private void sort() {
    order = order.length < size ? new int[marks.length] : order;
    Arrays.fill(starts, 0);
    for (int i = 0; i < size; i++) {
      starts[bucket(key(i)) + 1]++;
    }
    for (int b = 1; b < starts.length; b++) {
      starts[b] += starts[b - 1];
    }
    for (int i = 0; i < size; i++) {
      order[starts[bucket(key(i))]++] = i;
    }
  }

  private long key(int record) {
    return records[record * longs + RecordLayout.KEY];
  }

  private static int bucket(long key) {
    return (int) (key >>> (Long.SIZE - SORTED_BITS));
  }

  private void fetch(int from, int to) {
    for (int i = from; i < to; i++) {
      state.prefetchKey(key(order[i]), prefetch);
    }
    prefetch.fetch();
    for (int i = from; i < to; i++) {
      entities[i - from] = state.find(key(order[i]));
      if (entities[i - from] != 0) {
        state.prefetchEntity(entities[i - from], prefetch);
      }
    }
    prefetch.fetch();
    for (int i = from; i < to; i++) {
      if (entities[i - from] != 0) {
        long nowMillis = records[order[i] * longs + RecordLayout.TIME];
        state.prefetchEntries(entities[i - from], nowMillis, prefetch);
      }
    }
    prefetch.fetch();
  }

  private void settle(int record, boolean[] reached) {
    int at = record * longs;
    long key = records[at + RecordLayout.KEY];
    long nowMillis = records[at + RecordLayout.TIME];
    long id = layout.id(records, at);
    Operation operation = operations[RecordLayout.operation(records[at + RecordLayout.BITS])];
    System.arraycopy(records, at + RecordLayout.BITS, slots, 0, slots.length);
    if (operation.does(Operation.ABSORB)) {
      state.absorb(operation.touch(), key, 0, id, nowMillis, slots, NO_COLUMNS);
    } else if (operation.does(Operation.MARK)) {
      boolean found = state.mark(operation.touch(), key, id, nowMillis, slots, NO_COLUMNS);
      if (found && marks[record] != NOT_COUNTED) {
        reached[marks[record]] = true;
      }
    } else {
      state.supersede(operation.touch(), key, id, nowMillis);
    }
  }
}
