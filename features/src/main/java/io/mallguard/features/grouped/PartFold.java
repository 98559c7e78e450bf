package io.mallguard.features.grouped;

import io.mallguard.features.fold.ColumnReader;
import io.mallguard.features.fold.FamilyState;
import io.mallguard.features.state.Memory;
import java.io.IOException;
import java.util.List;

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
  private final LongSpan span = new LongSpan();
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

  /** Folds a part. */
  void fold(int part, Segment[] segments, SegmentStore store) throws IOException {
    memory.reset(empty);
    for (Segment segment : segments) {
      if (segment == null) {
        break;
      }
      int from = segment.partStarts()[part];
      int count = segment.partStarts()[part + 1] - from;
      if (count > 0) {
        fold(part, segment, store, from, count);
      }
    }
  }

  private void fold(int part, Segment segment, SegmentStore store, int from, int count)
      throws IOException {
    int longs = family.layout().longs();
    int width = family.width();
    int readFrom = segment.readStarts()[part];
    int reads = segment.readStarts()[part + 1] - readFrom;
    if (reals.length < reads * width) {
      reals = new double[reads * width * 2];
    }
    store.records(segment.number(), from * longs, count * longs, span);
    records = span.array();
    int real = 0;
    int end = span.from() + count * longs;
    for (int at = span.from(); at < end; at += longs) {
      Runner runner = runners[RecordLayout.operation(records[at + RecordLayout.BITS])];
      System.arraycopy(records, at + RecordLayout.BITS, slots, 0, slots.length);
      runner.run(at, real);
      if (readTruncated) {
        truncated.add(segment.number(), readFrom + real / width);
        readTruncated = false;
      }
      real += runner.reads ? width : 0;
    }
    store.putReals(segment.number(), readFrom * width, reals, reads * width);
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
