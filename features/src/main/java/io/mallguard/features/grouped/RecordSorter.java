package io.mallguard.features.grouped;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the records of one family out of a block of the log and sorts them by part: the first stage
 * of radix partitioning, with the sort of a block in cache. Reused for block after block. One owner
 * thread.
 */
final class RecordSorter {
  private final FamilyStage family;
  private final Plan plan;
  private final int partBits;
  private final RecordLayout layout;
  private final int longs;
  private final Lane[] lanes;
  private final boolean[] reads;
  private long[] records;
  private int[] parts = new int[1024];
  private int size;
  private long[] sorted = new long[0];
  private char[] readParts = new char[1024];
  private int readSize;

  RecordSorter(Plan plan, FamilyStage family, int partBits) {
    this.plan = plan;
    this.family = family;
    this.partBits = partBits;
    this.layout = family.layout();
    this.longs = layout.longs();
    this.lanes = family.family().lanes().stream().filter(family::holds).toArray(Lane[]::new);
    this.records = new long[1024 * longs];
    this.reads = new boolean[family.operations().size()];
    family.operations().forEach(op -> reads[op.index()] = op.width() > 0);
  }

  /** The part of a key: bits that the parts' own tables use least. */
  private int part(long key) {
    return (int) (key >>> 24) & ((1 << partBits) - 1);
  }

  /** What an event reads before anything changes. */
  void addReads(LogBlock block, int row, long[] slots, double[] columns) {
    List<Operation> operations = family.ofType(block.type(row));
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i).kinds() == Operation.READ) {
        add(operations.get(i), block, row, slots, columns);
      }
    }
  }

  /** What an event changes, and what it reads meanwhile where one operation does both. */
  void addUpdates(LogBlock block, int row, long[] slots, double[] columns) {
    List<Operation> operations = family.ofType(block.type(row));
    for (int i = 0; i < operations.size(); i++) {
      int kinds = operations.get(i).kinds();
      if (kinds != Operation.READ && kinds != Operation.AFTER) {
        add(operations.get(i), block, row, slots, columns);
      }
    }
  }

  /** What an event reads after its marks were passed on. */
  void addAfter(LogBlock block, int row, long[] slots, double[] columns) {
    List<Operation> operations = family.ofType(block.type(row));
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i).kinds() == Operation.AFTER) {
        add(operations.get(i), block, row, slots, columns);
      }
    }
  }

  private void add(Operation operation, LogBlock block, int row, long[] slots, double[] columns) {
    if (operation.list() >= 0) {
      addElements(operation, block, row, slots, columns);
      return;
    }
    long id = slots[TypePlan.OWN_ID];
    long key = operation.key().of(slots, columns);
    if (key != Field.ABSENT) {
      addRecord(operation, key, slots[TypePlan.FOLD_TIME], id, slots, columns);
    } else if (operation.width() > 0) {
      noteRead(Segment.ABSENT);
    }
  }

  private long[] seen = new long[16];

  /** Every element of a list names an entity; one that is named twice counts once. */
  private void addElements(
      Operation operation, LogBlock block, int row, long[] slots, double[] columns) {
    TypePlan type = plan.types().get(block.type(row));
    int fields = type.type().lists().get(operation.list()).fields().size();
    int at = block.listStart(row, type, operation.list());
    int count = (int) block.data()[at++];
    int into = TypePlan.slotOfElements(type.type(), operation.list());
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      System.arraycopy(block.data(), at + i * fields, slots, into, fields);
      long key = operation.key().of(slots, columns);
      if (key != Field.ABSENT && !isSeen(key, distinct)) {
        seen = distinct == seen.length ? Arrays.copyOf(seen, 2 * distinct) : seen;
        seen[distinct++] = key;
        long id = slots[TypePlan.OWN_ID];
        addRecord(operation, key, slots[TypePlan.FOLD_TIME], id, slots, columns);
      }
    }
    Arrays.fill(slots, into, into + fields, Field.ABSENT);
  }

  private boolean isSeen(long key, int count) {
    for (int i = 0; i < count; i++) {
      if (seen[i] == key) {
        return true;
      }
    }
    return false;
  }

  /** What an event does to an earlier event's entry. */
  void addMark(LogMarks.OnEntry mark) {
    Operation operation =
        mark.supersedes() ? family.superseding(mark.touch()) : family.mark(mark.touch());
    if (operation != null) {
      long[] slots = mark.values().slots;
      addRecord(operation, mark.key(), mark.nowMillis(), mark.id(), slots, mark.values().columns);
    }
  }

  private void addRecord(
      Operation operation, long key, long nowMillis, long id, long[] slots, double[] columns) {
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, 2 * size);
      records = Arrays.copyOf(records, 2 * size * longs);
    }
    int at = size * longs;
    records[at + RecordLayout.KEY] = key;
    records[at + RecordLayout.TIME] = nowMillis;
    Arrays.fill(records, at + RecordLayout.BITS, at + longs, 0);
    records[at + RecordLayout.BITS] = operation.index();
    layout.putId(records, at, id);
    if (operation.kinds() != Operation.SUPERSEDE) {
      addLanes(operation, at, slots, columns);
    }
    parts[size++] = part(key);
    if (operation.width() > 0) {
      noteRead((char) part(key));
    }
  }

  private void addLanes(Operation operation, int at, long[] slots, double[] columns) {
    for (Lane lane : lanes) {
      Lane.Source source = operation.sources().get(lane.index());
      if (source != null) {
        int lanesFlags = at + layout.flagsAt(lane.index());
        records[lanesFlags] |= flags(source, slots, columns) << layout.flagsShift(lane.index());
        int valuesAt = at + layout.valuesAt(lane.index());
        for (int v = 0; v < source.values().size(); v++) {
          records[valuesAt + v] = source.values().get(v).at(slots, columns);
        }
      }
    }
  }

  private static long flags(Lane.Source source, long[] slots, double[] columns) {
    long flags = 0;
    for (int f = 0; f < source.flags().size(); f++) {
      if (source.flags().get(f).test(slots, columns)) {
        flags |= 1L << f;
      }
    }
    return flags;
  }

  private void noteRead(char part) {
    if (readSize == readParts.length) {
      readParts = Arrays.copyOf(readParts, 2 * readSize);
    }
    readParts[readSize++] = part;
  }

  /** Sorts what was added into a store and starts anew. */
  Segment finish(int number, SegmentStore store) throws IOException {
    int[] starts = new int[(1 << partBits) + 1];
    int[] readStarts = new int[starts.length];
    for (int i = 0; i < size; i++) {
      starts[parts[i] + 1]++;
      if (reads[RecordLayout.operation(records[i * longs + RecordLayout.BITS])]) {
        readStarts[parts[i] + 1]++;
      }
    }
    for (int p = 1; p < starts.length; p++) {
      starts[p] += starts[p - 1];
      readStarts[p] += readStarts[p - 1];
    }
    sort(starts.clone());
    Segment segment = new Segment(number, starts, readStarts, Arrays.copyOf(readParts, readSize));
    store.put(number, sorted, size * longs, segment.reads() * family.width());
    size = 0;
    readSize = 0;
    return segment;
  }

  private void sort(int[] next) {
    if (sorted.length < size * longs) {
      sorted = new long[size * longs];
    }
    for (int i = 0; i < size; i++) {
      System.arraycopy(records, i * longs, sorted, next[parts[i]]++ * longs, longs);
    }
  }
}
