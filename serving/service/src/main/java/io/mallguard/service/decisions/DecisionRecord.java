package io.mallguard.service.decisions;

import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.decision.PolicyOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One decision with all that is needed to make it again: the event's place, the row, the scores,
 * the outcome, the versions. Immutable; the row is not copied and must not be changed.
 */
public final class DecisionRecord {
  private static final Pattern ID = Pattern.compile("p_[0-9a-f]{16}");

  private final DecidedEvent event;
  private final double[] row;
  private final Score score;
  private final PolicyOutcome outcome;
  private final Versions versions;
  private final List<Integer> insufficientHistory;
  private final boolean clamped;
  private final boolean truncated;
  private final @Nullable MoneyCycle cycle;

  /**
   * A record.
   *
   * @param event the event
   * @param row its features in spec order, NaN where missing
   * @param score what the models said
   * @param outcome what the policy made of it
   * @param versions what scored
   * @param insufficientHistory columns that reach back before the log's first event
   * @param clamped whether the event's fold time is not the time at which it occurred
   * @param truncated whether the row misses entries dropped at the bound of a key
   * @param cycle the cycle of payments that the event closes, if any
   */
  public DecisionRecord(
      DecidedEvent event,
      double[] row,
      Score score,
      PolicyOutcome outcome,
      Versions versions,
      List<Integer> insufficientHistory,
      boolean clamped,
      boolean truncated,
      Optional<MoneyCycle> cycle) {
    this.event = event;
    this.row = row;
    this.score = score;
    this.outcome = outcome;
    this.versions = versions;
    this.insufficientHistory = List.copyOf(insufficientHistory);
    this.clamped = clamped;
    this.truncated = truncated;
    this.cycle = cycle.orElse(null);
  }

  /** The record's id; a function of the event's place in the log. */
  public String predictionId() {
    return String.format("p_%016x", event.sequence());
  }

  /** The sequence in a record's id, or empty if the text is no such id. */
  public static OptionalLong sequenceOf(String predictionId) {
    return ID.matcher(predictionId).matches()
        ? OptionalLong.of(Long.parseUnsignedLong(predictionId.substring(2), 16))
        : OptionalLong.empty();
  }

  /** The event. */
  public DecidedEvent event() {
    return event;
  }

  /** Its features in spec order, NaN where missing; not to be changed. */
  public double[] row() {
    return row;
  }

  /** What the models said. */
  public Score score() {
    return score;
  }

  /** What the policy made of it. */
  public PolicyOutcome outcome() {
    return outcome;
  }

  /** What scored. */
  public Versions versions() {
    return versions;
  }

  /** Columns that reach back before the log's first event. */
  public List<Integer> insufficientHistory() {
    return insufficientHistory;
  }

  /** Whether the event's fold time is not the time at which it occurred. */
  public boolean clamped() {
    return clamped;
  }

  /** Whether the row misses entries dropped at the bound of a key. */
  public boolean truncated() {
    return truncated;
  }

  /** The cycle of payments that the event closes, if any. */
  public Optional<MoneyCycle> cycle() {
    return Optional.ofNullable(cycle);
  }

  /**
   * {@code complete}, or {@code partial} if a feature is missing, lacks history or misses entries.
   */
  public String qualityState() {
    boolean complete = missingCount() == 0 && insufficientHistory.isEmpty() && !truncated;
    return complete ? "complete" : "partial";
  }

  private int missingCount() {
    int count = 0;
    for (double value : row) {
      count += Double.isNaN(value) ? 1 : 0;
    }
    return count;
  }

  /** A 64-bit hash of the row's bits. */
  public long rowHash() {
    return rowHash(row);
  }

  /** FNV-1a over the 64-bit patterns of a row, mixed so that every bit counts. */
  static long rowHash(double[] row) {
    long hash = 0xcbf29ce484222325L;
    for (double value : row) {
      hash = (hash ^ Double.doubleToRawLongBits(value)) * 0x100000001b3L;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  /** Same content, numbers by bits. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecisionRecord that
        && event.equals(that.event)
        && Arrays.equals(row, that.row)
        && score.sameBits(that.score)
        && outcome.equals(that.outcome)
        && versions.equals(that.versions)
        && insufficientHistory.equals(that.insufficientHistory)
        && clamped == that.clamped
        && truncated == that.truncated
        && Objects.equals(cycle, that.cycle);
  }

  @Override
  public int hashCode() {
    return event.hashCode();
  }

  /** Its id; never field values. */
  @Override
  public String toString() {
    return predictionId();
  }
}
