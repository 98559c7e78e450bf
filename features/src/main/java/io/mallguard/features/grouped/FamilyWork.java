package io.mallguard.features.grouped;

import io.mallguard.features.plan.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What has to be done for one family in one stage: parts to be folded by themselves, then numbers
 * to be put back in the order of the log. Neighbouring parts are a bundle, whose records of a block
 * are kept together. Folds of different bundles, and gathering of different blocks, may run in
 * several threads at once.
 */
public final class FamilyWork implements AutoCloseable {
  /** So that many threads have work. */
  private static final int LEAST_BUNDLE_BITS = 5;

  private final FamilyStage family;
  private final int partBits;
  private final int bundleBits;
  private final int maxEntries;
  private final SegmentStore store;
  private final Segment[] segments;
  private final List<Integer> columns = new ArrayList<>();
  private final TruncatedReads truncated = new TruncatedReads();

  FamilyWork(
      FamilyStage family,
      int partBits,
      int maxEntries,
      SegmentStore store,
      int maxSegments,
      long events) {
    this.family = family;
    this.partBits = partBits;
    this.bundleBits = bundleBits(family, partBits, events, store.roomBytes());
    this.maxEntries = maxEntries;
    this.store = store;
    this.segments = new Segment[maxSegments];
    for (Operation operation : family.operations()) {
      operation.before().forEach(read -> addColumn(read.column()));
      operation.after().forEach(read -> addColumn(read.column()));
    }
  }

  /** As few bundles as have room where every event leaves a record, which is more than usual. */
  private static int bundleBits(FamilyStage family, int partBits, long events, long roomBytes) {
    long bytes = events * bytes(family, 1, 1);
    int bits = Math.min(partBits, LEAST_BUNDLE_BITS);
    while (bits < partBits && (roomBytes == 0 || bytes >> bits > roomBytes)) {
      bits++;
    }
    return bits;
  }

  private static long bytes(FamilyStage family, long records, long reads) {
    return (records * family.layout().longs() + reads * family.width()) * Long.BYTES;
  }

  private void addColumn(Column.Aggregate column) {
    if (!columns.contains(column.index())) {
      columns.add(column.index());
    }
  }

  /** Index of the family in the plan. */
  public int family() {
    return family.family().index();
  }

  /** The stage, from 1. */
  public int stageNumber() {
    return family.stage();
  }

  /** Indexes of the plan's columns that are read from it. */
  public List<Integer> columns() {
    return List.copyOf(columns);
  }

  /** How many bundles of parts there are. */
  public int bundles() {
    return 1 << bundleBits;
  }

  /** Something to fold parts with, one per thread. */
  public PartFold newFold() {
    return new PartFold(family, maxEntries, truncated);
  }

  /** Folds the parts of a bundle: at once if there is room for their records, else one by one. */
  public void fold(int bundle, PartFold with) throws IOException {
    int from = firstPart(bundle);
    int to = firstPart(bundle + 1);
    long bytes = bytes(family, records(bundle), sum(bundle, Segment::readStarts));
    int step = bytes <= store.roomBytes() ? to - from : 1;
    for (int part = from; part < to; part += step) {
      with.fold(bundle, from, part, part + step, segments, store);
    }
  }

  private int firstPart(int bundle) {
    return bundle << (partBits - bundleBits);
  }

  /** Records of a bundle: how much there is to do. */
  public long records(int bundle) {
    return sum(bundle, Segment::partStarts);
  }

  private long sum(int bundle, Function<Segment, int[]> starts) {
    long sum = 0;
    for (Segment segment : segments) {
      if (segment != null) {
        int[] ofParts = starts.apply(segment);
        sum += ofParts[firstPart(bundle + 1)] - ofParts[firstPart(bundle)];
      }
    }
    return sum;
  }

  /** All parts are folded: notes which rows' reads are truncated; the records may go. */
  void folded(TruncatedRows rows, LogIndex log) throws IOException {
    truncated.addTo(rows, this, log);
    store.dropRecords();
    for (int i = 0; i < segments.length; i++) {
      segments[i] = segments[i] == null ? null : segments[i].withoutRecords();
    }
  }

  FamilyStage stage() {
    return family;
  }

  SegmentStore store() {
    return store;
  }

  int partBits() {
    return partBits;
  }

  int bundleBits() {
    return bundleBits;
  }

  void add(Segment segment) {
    segments[segment.number()] = segment;
  }

  Segment segment(int number) {
    return segments[number];
  }

  /** Gives back all memory and disk space. */
  @Override
  public void close() throws IOException {
    Arrays.fill(segments, null);
    store.close();
  }
}
