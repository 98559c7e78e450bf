package io.mallguard.features.grouped;

import io.mallguard.features.fold.ColumnReader;
import io.mallguard.features.fold.FamilyState;
import io.mallguard.features.state.Memory;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds the parts of one family, one after the other, each with a state of its own that is small
 * enough for the processor's cache. Parts are independent of each other. One owner thread.
 */
public final class PartFold {
  private static final double[] NO_COLUMNS = {};

  private final FamilyStage family;
  private final Memory memory = new Memory();

  /** The memory of a state that knows nothing yet. */
  private final long[] empty;

  private final Runner[] runners;
  private final long[] slots;
  private final Deque<HeldBlock> spare = new ArrayDeque<>();
  private long[] records = new long[0];
  private double[] reals = new double[0];
  private final TruncatedReads truncated;
  private boolean readTruncated;

  PartFold(FamilyStage family, int maxEntries, TruncatedReads truncated) {
    this.truncated = truncated;
    this.family = family;
    FamilyState state =
        new FamilyState(family.narrowFamily(), family.zone(), memory, family.stage(), maxEntries);
    this.runners = new Runner[family.operations().size()];
    for (Operation operation : family.operations()) {
      runners[operation.index()] = new Runner(state, operation);
    }
    this.empty = memory.image();
    this.slots = new long[family.layout().longs() - RecordLayout.BITS];
  }

  /**
   * Folds some parts of a bundle, whose records are fetched but once and held until the last of
   * them is done.
   *
   * @param firstPart the first part of the bundle
   */
  void fold(
      int bundle, int firstPart, int fromPart, int toPart, Segment[] segments, SegmentStore store)
      throws IOException {
    @Nullable HeldBlock[] held = new @Nullable HeldBlock[segments.length];
    for (int part = fromPart; part < toPart; part++) {
      memory.reset(empty);
      for (int i = 0; i < held.length && segments[i] != null; i++) {
        Segment segment = segments[i];
        HeldBlock block = held[i];
        if (segment.partStarts()[part] < segment.partStarts()[part + 1]) {
          if (block == null) {
            block = spare.isEmpty() ? new HeldBlock() : spare.pop();
            block.fetch(segment, bundle, fromPart, toPart, family.width(), store);
            held[i] = block;
          }
          fold(part, segment, block, segment.partStarts()[firstPart]);
        }
        if (part == toPart - 1 && block != null) {
          block.keepReals(segment, family.width(), store);
          spare.push(block);
        }
      }
    }
  }

  private void fold(int part, Segment segment, HeldBlock block, int firstRecord) {
    int longs = family.layout().longs();
    int width = family.width();
    records = block.records().array();
    reals = block.reals();
    int start = block.records().from() - firstRecord * longs;
    int end = start + segment.partStarts()[part + 1] * longs;
    int read = segment.readStarts()[part];
    int real = (read - block.firstRead()) * width;
    for (int at = start + segment.partStarts()[part] * longs; at < end; at += longs) {
      Runner runner = runners[RecordLayout.operation(records[at + RecordLayout.BITS])];
      System.arraycopy(records, at + RecordLayout.BITS, slots, 0, slots.length);
      runner.run(at, real);
      if (readTruncated) {
        truncated.add(segment.number(), read);
        readTruncated = false;
      }
      if (runner.reads) {
        real += width;
        read++;
      }
    }
  }

  /** Runs one operation on the part's state. */
  private final class Runner {
    private final FamilyState state;
    private final int touch;
    private final boolean readsBefore;
    private final boolean supersedes;
    private final boolean absorbs;
    private final boolean marks;
    private final boolean readsAfter;
    private final boolean reads;
    private final ColumnReader[] before;
    private final ColumnReader[] after;
    private final int[] groupedBefore;
    private final int[] groupedAfter;

    Runner(FamilyState state, Operation operation) {
      this.state = state;
      this.touch = operation.touch();
      this.readsBefore = operation.does(Operation.READ);
      this.supersedes = operation.does(Operation.SUPERSEDE);
      this.absorbs = operation.does(Operation.ABSORB);
      this.marks = operation.does(Operation.MARK);
      this.readsAfter = operation.does(Operation.AFTER);
      this.reads = operation.width() > 0;
      this.before = readers(operation.before());
      this.after = readers(operation.after());
      this.groupedBefore =
          operation.before().stream().mapToInt(Operation.Read::groupedBy).toArray();
      this.groupedAfter = operation.after().stream().mapToInt(Operation.Read::groupedBy).toArray();
    }

    private ColumnReader[] readers(List<Operation.Read> columns) {
      return columns.stream().map(r -> state.reader(r.column())).toArray(ColumnReader[]::new);
    }

    void run(int at, int real) {
      long key = records[at + RecordLayout.KEY];
      long nowMillis = records[at + RecordLayout.TIME];
      long id = family.layout().id(records, at);
      long entity = 0;
      if (readsBefore) {
        entity = state.open(key, nowMillis);
        read(before, groupedBefore, entity, nowMillis, real);
      }
      if (supersedes) {
        state.supersede(touch, key, id, nowMillis);
      }
      if (absorbs) {
        entity = state.absorb(touch, key, entity, id, nowMillis, slots, NO_COLUMNS);
      }
      if (marks) {
        state.mark(touch, key, id, nowMillis, slots, NO_COLUMNS);
      }
      if (readsAfter) {
        read(after, groupedAfter, state.open(key, nowMillis), nowMillis, real + before.length);
      }
    }

    private void read(
        ColumnReader[] readers, int[] groupedBy, long entity, long nowMillis, int real) {
      for (int i = 0; i < readers.length; i++) {
        reals[real + i] = readers[i].read(entity, groupedBy[i], nowMillis, slots, NO_COLUMNS);
      }
      if (state.hasDropped()) {
        for (ColumnReader reader : readers) {
          readTruncated |= reader.isTruncated(entity, nowMillis);
        }
      }
    }
  }
}
