package io.mallguard.training.pipeline;

import io.mallguard.training.model.TrainingRows;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * What a rule or a score catches. Immutable.
 *
 * @param hits rows it names
 * @param frauds frauds among them
 * @param allFrauds frauds among all rows
 */
record Hits(long hits, long frauds, long allFrauds) {
  static final Hits NONE = new Hits(0, 0, 0);

  static Hits of(TrainingRows rows, IntPredicate isHit) {
    return of(rows, i -> 1, isHit);
  }

  /** Counts rows that stand for several. */
  static Hits of(TrainingRows rows, IntUnaryOperator counts, IntPredicate isHit) {
    long hits = 0;
    long frauds = 0;
    long allFrauds = 0;
    for (int i = 0; i < rows.size(); i++) {
      int count = counts.applyAsInt(i);
      boolean isFraud = rows.isFraud(i);
      allFrauds += isFraud ? count : 0;
      if (isHit.test(i)) {
        hits += count;
        frauds += isFraud ? count : 0;
      }
    }
    return new Hits(hits, frauds, allFrauds);
  }

  /** Share of frauds in the hits; 0 without hits. */
  double precision() {
    return hits == 0 ? 0 : (double) frauds / hits;
  }

  /** Of two that are precise enough the one with more frauds, else the more precise one. */
  boolean isBetterThan(Hits other, double enough) {
    if (precision() >= enough && other.precision() >= enough) {
      return frauds > other.frauds;
    }
    return precision() > other.precision();
  }

  String line(String name) {
    return String.format(
        Locale.ROOT,
        "%-48s %,8d hits, %,6d fraud, precision %5.3f, recall %5.3f",
        name,
        hits,
        frauds,
        precision(),
        allFrauds == 0 ? 0 : (double) frauds / allFrauds);
  }
}
