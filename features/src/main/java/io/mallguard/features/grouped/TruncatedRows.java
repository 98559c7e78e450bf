package io.mallguard.features.grouped;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which scored events' rows miss something that a bound cut off: entries dropped at the bound of a
 * key, or a search of a graph that ran out of its budget. What {@link
 * io.mallguard.features.fold.Fold#rowTruncated} says of the live fold. Safe for use by many
 * threads; complete once everything is derived.
 */
public final class TruncatedRows {
  private final Map<Integer, BitSet> byBlock = new TreeMap<>();

  synchronized void add(int block, int scoredRow) {
    byBlock.computeIfAbsent(block, b -> new BitSet()).set(scoredRow);
  }

  /**
   * Whether a row is.
   *
   * @param block which block of the log
   * @param scoredRow position among the scored events of the block
   */
  public synchronized boolean has(int block, int scoredRow) {
    BitSet ofBlock = byBlock.get(block);
    return ofBlock != null && ofBlock.get(scoredRow);
  }
}
