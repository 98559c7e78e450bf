package io.mallguard.features.grouped;

import io.mallguard.features.event.Field;
import io.mallguard.features.fold.DistinctKeys;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of one family out of a block of the log and sorts them by part: the first stage
 * of radix partitioning, with the sort of a block in cache. Reused for block after block. One owner
 * thread.
 */
final class RecordSorter {
  private final FamilyStage family;
  private final Plan plan;
  private final int partBits;
  private final int bundleBits;
  private final int longs;
  private final RecordMaker[][] reading;
  private final RecordMaker[][] updating;
  private final RecordMaker[][] after;
  private final @Nullable RecordMaker[] marking;
  private final @Nullable RecordMaker[] superseding;
  private long[] records;
  private char[] parts = new char[1024];
  private int size;
  private final int[] counts;
  private final int[] readCounts;
  private char[] readParts = new char[1024];
  private int readSize;

  RecordSorter(Plan plan, FamilyStage family, int partBits, int bundleBits) {
    this.plan = plan;
    this.family = family;
    this.partBits = partBits;
    this.bundleBits = bundleBits;
    this.longs = family.layout().longs();
    this.records = new long[1024 * longs];
    this.counts = new int[1 << partBits];
    this.readCounts = new int[1 << partBits];
    this.reading = ofTypes(op -> op.kinds() == Operation.READ);
    this.updating = ofTypes(op -> op.kinds() != Operation.READ && op.kinds() != Operation.AFTER);
    this.after = ofTypes(op -> op.kinds() == Operation.AFTER);
    this.marking = RecordMaker.ofTouches(family, family::mark);
    this.superseding = RecordMaker.ofTouches(family, family::superseding);
  }

  private RecordMaker[][] ofTypes(Predicate<Operation> wanted) {
    return plan.types().stream()
        .map(type -> family.ofType(type.type().index()).stream().filter(wanted).toList())
        .map(operations -> RecordMaker.of(family, operations))
        .toArray(RecordMaker[][]::new);
  }

  /** The part of a key: bits that the parts' own tables use least. */
  private char part(long key) {
    return (char) ((int) (key >>> 24) & ((1 << partBits) - 1));
  }

  /** What an event reads before anything changes. */
  void addReads(LogBlock block, int row, long[] slots, double[] columns) {
    addAll(reading[block.type(row)], block, row, slots, columns);
  }

  /** What an event changes, and what it reads meanwhile where one operation does both. */
  void addUpdates(LogBlock block, int row, long[] slots, double[] columns) {
    addAll(updating[block.type(row)], block, row, slots, columns);
  }

  /** What an event reads after its marks were passed on. */
  void addAfter(LogBlock block, int row, long[] slots, double[] columns) {
    addAll(after[block.type(row)], block, row, slots, columns);
  }

  private void addAll(
      RecordMaker[] makers, LogBlock block, int row, long[] slots, double[] columns) {
    for (RecordMaker maker : makers) {
      add(maker, block, row, slots, columns);
    }
  }

  private void add(RecordMaker maker, LogBlock block, int row, long[] slots, double[] columns) {
    Operation operation = maker.operation();
    if (operation.list() >= 0) {
      addElements(maker, block, row, slots, columns);
      return;
    }
    long id = slots[TypePlan.OWN_ID];
    long key = operation.key().of(slots, columns);
    if (key != Field.ABSENT) {
      addRecord(maker, key, slots[TypePlan.FOLD_TIME], id, slots, columns);
    } else if (operation.width() > 0) {
      noteRead(Segment.ABSENT);
    }
  }

  private final DistinctKeys elements = new DistinctKeys();

  /** Every element of a list names an entity; one that is named twice counts once. */
  private void addElements(
      RecordMaker maker, LogBlock block, int row, long[] slots, double[] columns) {
    Operation operation = maker.operation();
    TypePlan type = plan.types().get(block.type(row));
    int fields = type.type().lists().get(operation.list()).fields().size();
    int at = block.listStart(row, type, operation.list());
    int count = (int) block.data()[at++];
    int into = TypePlan.slotOfElements(type.type(), operation.list());
    elements.clear();
    for (int i = 0; i < count; i++) {
      System.arraycopy(block.data(), at + i * fields, slots, into, fields);
      long key = operation.key().of(slots, columns);
      if (key != Field.ABSENT && elements.add(key)) {
        long id = slots[TypePlan.OWN_ID];
        addRecord(maker, key, slots[TypePlan.FOLD_TIME], id, slots, columns);
      }
    }
    Arrays.fill(slots, into, into + fields, Field.ABSENT);
  }

  /** What an event does to an earlier event's entry. */
  void addMark(LogMarks.OnEntry mark) {
    RecordMaker maker = mark.supersedes() ? superseding[mark.touch()] : marking[mark.touch()];
    if (maker != null) {
      long[] slots = mark.values().slots;
      addRecord(maker, mark.key(), mark.nowMillis(), mark.id(), slots, mark.values().columns);
    }
  }

  private void addRecord(
      RecordMaker maker, long key, long nowMillis, long id, long[] slots, double[] columns) {
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, 2 * size);
      records = Arrays.copyOf(records, 2 * size * longs);
    }
    maker.write(records, size * longs, key, nowMillis, id, slots, columns);
    char part = part(key);
    parts[size++] = part;
    counts[part]++;
    if (maker.reads()) {
      readCounts[part]++;
      noteRead(part);
    }
  }

  private void noteRead(char part) {
    if (readSize == readParts.length) {
      readParts = Arrays.copyOf(readParts, 2 * readSize);
    }
    readParts[readSize++] = part;
  }

  /** Sorts what was added into a store and starts anew. */
  Segment finish(int number, SegmentStore store) throws IOException {
    int[] starts = startsOf(counts);
    int[] readStarts = startsOf(readCounts);
    long[] sorted = sorted(starts.clone());
    Segment segment = new Segment(number, starts, readStarts, Arrays.copyOf(readParts, readSize));
    store.put(number, sorted, startsOfBundles(starts), segment.reads() * family.width());
    Arrays.fill(counts, 0);
    Arrays.fill(readCounts, 0);
    size = 0;
    readSize = 0;
    return segment;
  }

  private static int[] startsOf(int[] counts) {
    int[] starts = new int[counts.length + 1];
    for (int p = 0; p < counts.length; p++) {
      starts[p + 1] = starts[p] + counts[p];
    }
    return starts;
  }

  /** In longs. */
  private int[] startsOfBundles(int[] starts) {
    int[] ofBundles = new int[(1 << bundleBits) + 1];
    for (int bundle = 0; bundle < ofBundles.length; bundle++) {
      ofBundles[bundle] = starts[bundle << (partBits - bundleBits)] * longs;
    }
    return ofBundles;
  }

  private long[] sorted(int[] next) {
    long[] sorted = new long[size * longs];
    for (int i = 0; i < size; i++) {
      System.arraycopy(records, i * longs, sorted, next[parts[i]]++ * longs, longs);
    }
    return sorted;
  }
}
