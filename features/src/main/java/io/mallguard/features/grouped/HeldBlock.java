package io.mallguard.features.grouped;

import java.io.IOException;

/**
 * What is at hand of a block of the log while parts of a bundle are folded: the bundle's records,
 * and room for what the parts read. Reused. One owner thread.
 */
final class HeldBlock {
  private final LongSpan records = new LongSpan();
  private double[] reals = new double[0];
  private int firstRead;
  private int reads;

  /** Fetches the records of a bundle, of which some parts will be folded. */
  void fetch(Segment segment, int bundle, int fromPart, int toPart, int width, SegmentStore store)
      throws IOException {
    store.records(segment.number(), bundle, records);
    firstRead = segment.readStarts()[fromPart];
    reads = segment.readStarts()[toPart] - firstRead;
    if (reals.length < reads * width) {
      reals = new double[(reads + reads / 8) * width];
    }
  }

  LongSpan records() {
    return records;
  }

  double[] reals() {
    return reals;
  }

  /** The first of the reading records that there is room for, among those of the segment. */
  int firstRead() {
    return firstRead;
  }

  /** Gives what was read to the store. */
  void keepReals(Segment segment, int width, SegmentStore store) throws IOException {
    if (reads > 0) {
      store.putReals(segment.number(), firstRead * width, reals, reads * width);
    }
  }
}
