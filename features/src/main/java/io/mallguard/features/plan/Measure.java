package io.mallguard.features.plan;

/**
 * A running number (or several) of one window of a lane. An entry counts if its bit {@code flag} is
 * set; a compiler sees to it that the bit is not set where the value is absent. Immutable.
 */
public sealed interface Measure {
  /** Index of the lane's window. */
  int window();

  /** Index of the condition bit. */
  int flag();

  /**
   * How many entries there are and, with a value, their sum and perhaps sum of squares (128 bit).
   *
   * @param value index of the entry's number, or -1
   */
  record Tally(int window, int flag, int value, boolean squares) implements Measure {}

  /** The least or greatest value. */
  record Extreme(int window, int flag, int value, boolean greatest) implements Measure {}

  /**
   * Time and value of the newest entry.
   *
   * @param value index of the entry's number, or -1 for the time alone
   */
  record Newest(int window, int flag, int value) implements Measure {}

  /** Time of the oldest entry. */
  record Oldest(int window, int flag) implements Measure {}

  /**
   * Entries grouped by a value: an id, an enum, a bin.
   *
   * @param value index of the entry's number that names the group
   * @param weight index of the number summed per group, or -1 for counts
   * @param kind what is read
   * @param bins how values became groups, for kinds that read bins
   * @param quantile for {@link GroupKind#QUANTILE}, 0 to 1
   * @param against for divergences: index of the lane's window to compare with, or -1
   * @param table for divergences against a fixed distribution: its probabilities by bin; else empty
   */
  record Groups(
      int window,
      int flag,
      int value,
      int weight,
      GroupKind kind,
      Bins bins,
      double quantile,
      int against,
      java.util.List<Double> table)
      implements Measure {
    /** Copies the list. */
    public Groups {
      table = java.util.List.copyOf(table);
    }
  }

  /** What is read from groups. */
  enum GroupKind {
    /** Number of groups. */
    DISTINCT,
    /** Number of entries in the group of the event at hand. */
    EQUAL,
    /** Entries of the largest group / all entries. */
    TOP_SHARE,
    /** log N - (sum of c log c) / N over group counts c in ascending order. */
    ENTROPY,
    /** A quantile over bins. */
    QUANTILE,
    /** The Gini coefficient over bins. */
    GINI,
    /** Jensen-Shannon divergence of two distributions over bins, natural logarithm. */
    DIVERGENCE_JS,
    /** Sum of absolute differences of two distributions over bins. */
    DIVERGENCE_L1,
    /** Minus the logarithm of the share of the event's own bin. */
    RARITY,
    /** As {@link #ENTROPY}, of the sum per group. */
    SUM_ENTROPY,
    /** As {@link #TOP_SHARE}, of the sum per group. */
    SUM_TOP_SHARE,
    /** As {@link #GINI}, of the sum per group. */
    SUM_GINI,
    /** Sum of squared shares of the sum per group. */
    SUM_HHI
  }

  /**
   * Entries per value from 0 to n - 1, and in all.
   *
   * @param value index of the entry's number
   * @param weight index of the number summed per value, or -1 for counts
   * @param bins how many values
   */
  record BinCounts(int window, int flag, int value, int weight, int bins) implements Measure {}

  /** How values become groups. */
  enum Bins {
    /** The value itself. */
    NONE,
    /** {@link io.mallguard.features.expression.LogBins}: 16 per octave. */
    LOG16,
    /** The value itself, 0 to n - 1. */
    VALUES
  }

  /**
   * A running balance. Bits {@code flag}, {@code flag + 1}, {@code flag + 2} say that an entry sets
   * it, adds or subtracts its value.
   *
   * @param floor the least it can be, {@code Long.MIN_VALUE} for none
   */
  record Level(int window, int flag, int value, long floor, LevelKind kind) implements Measure {}

  /** What is read from a balance. */
  enum LevelKind {
    /** Its value now. */
    NOW,
    /** Its least value in the window. */
    MIN,
    /** Its mean over the window's time. */
    TIME_MEAN,
    /** Its least value at the end of a local day in the window. */
    MIN_DAY_END
  }

  /**
   * A number per local day, month or year.
   *
   * @param value index of the number
   * @param period {@code day}, {@code month} or {@code year}
   * @param keep what a period holds: {@code sum}, {@code max}, {@code last} or {@code argmax_time}
   * @param periods how many past periods beside the current one
   * @param read {@code now}, {@code mean}, {@code std}, {@code min} or {@code gap_std_days}
   */
  record Calendar(
      int window, int flag, int value, String period, String keep, int periods, String read)
      implements Measure {}

  /**
   * Inflows matched with outflows, oldest first. Bit {@code flag} says that an entry flows in,
   * {@code flag + 1} that it flows out.
   *
   * @param tolerance for {@code split_parts}: relative difference allowed
   * @param read {@code dwell_p50} (milliseconds), {@code unmatched} or {@code split_parts}
   */
  record Fifo(int window, int flag, int value, double tolerance, String read) implements Measure {}
}
