package io.mallguard.features.grouped;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which reads of a family met an entity that had lost entries at the bound of a key: few or none.
 * Safe for use by many threads while parts are folded.
 */
final class TruncatedReads {
  private final Map<Integer, BitSet> bySegment = new TreeMap<>();

  /** Notes a read by its place among those of its segment, which are sorted by part. */
  synchronized void add(int segment, int read) {
    bySegment.computeIfAbsent(segment, s -> new BitSet()).set(read);
  }

  /** Notes the rows of the log that they belong to, once all parts are folded. */
  synchronized void addTo(TruncatedRows rows, FamilyWork work, LogIndex log) {
    bySegment.forEach((segment, reads) -> addTo(rows, work, log, segment, reads));
  }

  /** As {@link Gather} does: reads come in the order of the log, each from its part. */
  private static void addTo(
      TruncatedRows rows, FamilyWork work, LogIndex log, int number, BitSet reads) {
    Segment segment = work.segment(number);
    int[] next = segment.firstReads(1 << work.partBits());
    int read = 0;
    int row = 0;
    for (byte type : log.types(number)) {
      int reading = work.stage().readingOfType(type).size();
      for (int i = 0; i < reading; i++) {
        char part = segment.readParts()[read++];
        if (part != Segment.ABSENT && reads.get(next[part]++) && log.isScored(type)) {
          rows.add(number, row);
        }
      }
      row += log.isScored(type) ? 1 : 0;
    }
  }
}
