package io.mallguard.features.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an aggregate feature computes over the events in its window. */
public enum Aggregation {
  /** Number of events; 0 for an empty window. */
  COUNT,
  /** Sum of a whole-number field; 0 for an empty window. */
  SUM,
  /** Mean of a whole-number field, sum / count in one division; missing for an empty window. */
  MEAN,
  /** Events for which the condition holds / all events; missing for an empty window. */
  SHARE;

  /** The word in a spec. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  static List<String> words() {
    return Arrays.stream(values()).map(Aggregation::word).toList();
  }

  static Aggregation of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean needsField() {
    return this == SUM || this == MEAN;
  }

  /** Whether events that don't satisfy the condition count too. */
  boolean readsAbsence() {
    return this == SHARE;
  }

  /** Value of an empty window unless the spec says otherwise. */
  double emptyDefault() {
    return this == COUNT || this == SUM ? 0 : Double.NaN;
  }
}
