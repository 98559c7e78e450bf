package io.mallguard.features.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an aggregate feature computes over the past events of an entity. */
enum Agg {
  COUNT(Of.NONE, 0, "events"),
  SUM(Of.NUMBER, 0, ""),
  MEAN(Of.NUMBER, Double.NaN, ""),
  STD(Of.NUMBER, Double.NaN, ""),
  MIN(Of.NUMBER, Double.NaN, ""),
  MAX(Of.NUMBER, Double.NaN, ""),
  DISTINCT(Of.GROUP, 0, "different values"),
  SHARE(Of.NONE, Double.NaN, "share"),
  RATIO(Of.OWN, Double.NaN, "ratio"),
  TIME_SINCE_LAST(Of.NONE, Double.NaN, "seconds"),
  TIME_SINCE_FIRST(Of.NONE, Double.NaN, "seconds"),
  LAST(Of.VALUE, Double.NaN, ""),
  TOP_SHARE(Of.GROUP, Double.NaN, "share"),
  ENTROPY(Of.GROUP, Double.NaN, "nats"),
  EQUAL(Of.GROUP, 0, "events"),
  AGAINST_BASELINE(Of.OWN, Double.NaN, "ratio"),
  QUANTILE(Of.NUMBER, Double.NaN, ""),
  GINI(Of.NUMBER, Double.NaN, "0 to 1"),
  DIVERGENCE(Of.VALUE, Double.NaN, ""),
  GROUP_ENTROPY(Of.NUMBER, Double.NaN, "nats"),
  GROUP_TOP_SHARE(Of.NUMBER, Double.NaN, "share"),
  GROUP_GINI(Of.NUMBER, Double.NaN, "0 to 1"),
  GROUP_HHI(Of.NUMBER, Double.NaN, "0 to 1"),
  LEVEL(Of.OWN, Double.NaN, ""),
  PERIOD(Of.NUMBER, Double.NaN, ""),
  OUTCOME_SHARE(Of.NONE, Double.NaN, "share"),
  OUTCOME_MEAN(Of.NUMBER, Double.NaN, ""),
  FIFO(Of.OWN, Double.NaN, "");

  /** What {@code of} names. */
  enum Of {
    /** There is none. */
    NONE,
    /** A number. */
    NUMBER,
    /** A number, an enum, a bool: what a row can hold. */
    VALUE,
    /** Anything, also an id: what can be told apart. */
    GROUP,
    /** It stands inside the aggregation's own keys. */
    OWN
  }

  private final Of of;
  private final double emptyDefault;
  private final String unit;

  Agg(Of of, double emptyDefault, String unit) {
    this.of = of;
    this.emptyDefault = emptyDefault;
    this.unit = unit;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Agg::word).toList();
  }

  static Agg of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  Of of() {
    return of;
  }

  /** Value of an empty window if the feature does not say one. */
  double emptyDefault() {
    return emptyDefault;
  }

  /** Its unit, empty if it is that of the values. */
  String unit() {
    return unit;
  }

  /** Whether an unmarked event counts as evidence, so that marks must be read late enough. */
  boolean readsAbsence() {
    return this == SHARE || this == RATIO || this == AGAINST_BASELINE;
  }

  /** Whether entries of one span of time may be kept as one. */
  boolean allowsResolution() {
    return switch (this) {
      case COUNT, SUM, MEAN, STD, SHARE, MIN, MAX -> true;
      default -> false;
    };
  }

  /** Whether the window may be left out and then is all that is kept. */
  boolean windowIsOptional() {
    return this == TIME_SINCE_LAST || this == TIME_SINCE_FIRST || this == LAST || this == LEVEL;
  }

  /** Whether it groups the sums of {@code of} by {@code by}. */
  boolean isGrouped() {
    return this == GROUP_ENTROPY
        || this == GROUP_TOP_SHARE
        || this == GROUP_GINI
        || this == GROUP_HHI;
  }

  /** Whether it counts in bins. */
  boolean isBinned() {
    return this == QUANTILE || this == GINI || this == DIVERGENCE || this == GROUP_GINI;
  }

  boolean isOutcome() {
    return this == OUTCOME_SHARE || this == OUTCOME_MEAN;
  }
}
