package io.mallguard.training.history;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an import did. Immutable.
 *
 * @param eventCounts events written by type
 * @param droppedDuplicates rows that said again what an earlier row had said
 */
public record ImportReport(SortedMap<String, Long> eventCounts, long droppedDuplicates) {
  /** Copies the counts. */
  public ImportReport {
    eventCounts = new TreeMap<>(eventCounts);
  }
}
