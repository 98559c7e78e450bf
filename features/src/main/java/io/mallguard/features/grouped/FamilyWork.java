package io.mallguard.features.grouped;

import io.mallguard.features.plan.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What has to be done for one family in one stage: parts to be folded by themselves, then numbers
 * to be put back in the order of the log. Folds of different parts, and gathering of different
 * blocks, may run in several threads at once.
 */
public final class FamilyWork implements AutoCloseable {
  private final FamilyStage family;
  private final int partBits;
  private final int maxEntries;
  private final SegmentStore store;
  private final Segment[] segments;
  private final List<Integer> columns = new ArrayList<>();
  private final TruncatedReads truncated = new TruncatedReads();

  FamilyWork(
      FamilyStage family, int partBits, int maxEntries, SegmentStore store, int maxSegments) {
    this.family = family;
    this.partBits = partBits;
    this.maxEntries = maxEntries;
    this.store = store;
    this.segments = new Segment[maxSegments];
    for (Operation operation : family.operations()) {
      operation.before().forEach(read -> addColumn(read.column()));
      operation.after().forEach(read -> addColumn(read.column()));
    }
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

  /** How many parts there are. */
  public int parts() {
    return 1 << partBits;
  }

  /** Something to fold parts with, one per thread. */
  public PartFold newFold() {
    return new PartFold(family, maxEntries, truncated);
  }

  /** Folds a part. */
  public void fold(int part, PartFold with) throws IOException {
    with.fold(part, segments, store);
  }

  /** Records of a part: how much there is to do. */
  public long records(int part) {
    long count = 0;
    for (Segment segment : segments) {
      if (segment != null) {
        count += segment.partStarts()[part + 1] - segment.partStarts()[part];
      }
    }
    return count;
  }

  /** Notes which rows its reads leave truncated, once all parts are folded. */
  void addTruncated(TruncatedRows rows, LogIndex log) {
    truncated.addTo(rows, this, log);
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
