package io.mallguard.training.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Frauds by falling score, each with how many of the others rank above it: all that ranking
 * measures need, so that a resample costs as many steps as there are frauds. Others are never
 * resampled: there are hundreds of them for each fraud, and their share in the variance is small.
 * Immutable.
 */
public final class RankedFrauds {
  private final List<Ranked> frauds = new ArrayList<>();
  private final long others;
  private final int groups;

  /**
   * A scored row.
   *
   * @param score finite, higher is more suspicious
   * @param isFraud whether it is one
   * @param group which rows are resampled together; read of frauds only
   * @param amountMinor what it is worth
   * @param stands for how many rows it stands, itself included; 1 for a fraud
   */
  public record Scored(double score, boolean isFraud, String group, long amountMinor, int stands) {}

  /** A fraud with the number of others that score higher, and of those that score the same. */
  private record Ranked(double score, int group, long amountMinor, long above, long tied) {}

  /** Ranks rows. */
  public RankedFrauds(List<Scored> rows) {
    List<Scored> sorted =
        rows.stream().sorted(Comparator.comparingDouble((Scored r) -> -r.score())).toList();
    Map<String, Integer> numbers = new HashMap<>();
    long above = 0;
    for (int from = 0; from < sorted.size(); ) {
      double score = sorted.get(from).score();
      int to = from;
      long tied = 0;
      for (; to < sorted.size() && sorted.get(to).score() == score; to++) {
        tied += sorted.get(to).isFraud() ? 0 : sorted.get(to).stands();
      }
      for (Scored row : sorted.subList(from, to)) {
        if (row.isFraud()) {
          int group = numbers.merge(row.group(), numbers.size(), (known, fresh) -> known);
          frauds.add(new Ranked(score, group, row.amountMinor(), above, tied));
        }
      }
      above += tied;
      from = to;
    }
    this.others = above;
    this.groups = numbers.size();
  }

  int frauds() {
    return frauds.size();
  }

  long others() {
    return others;
  }

  /** How many rings, or lone offenders, the frauds belong to. */
  public int groups() {
    return groups;
  }

  /** Area under the ROC curve, equal scores counting one half. */
  OptionalDouble areaUnderRoc(int[] counts) {
    double wins = 0;
    double all = 0;
    for (Ranked fraud : frauds) {
      double count = counts[fraud.group];
      wins += count * (others - fraud.above - fraud.tied / 2.0);
      all += count;
    }
    return defined(wins, all * others);
  }

  /** Average precision, one step per distinct score. */
  OptionalDouble averagePrecision(int[] counts) {
    double seen = 0;
    double sum = 0;
    for (int from = 0; from < frauds.size(); ) {
      Ranked first = frauds.get(from);
      double here = 0;
      int to = from;
      for (; to < frauds.size() && frauds.get(to).score == first.score; to++) {
        here += counts[frauds.get(to).group];
      }
      seen += here;
      sum += here == 0 ? 0 : here * seen / (seen + first.above + first.tied);
      from = to;
    }
    return defined(sum, seen);
  }

  /** Kolmogorov-Smirnov: the largest distance of the shares of frauds and of others caught. */
  OptionalDouble kolmogorovSmirnov(int[] counts) {
    double all = frauds.stream().mapToDouble(f -> counts[f.group]).sum();
    if (all == 0 || others == 0) {
      return OptionalDouble.empty();
    }
    double caught = 0;
    double best = 0;
    for (int i = 0; i < frauds.size(); i++) {
      Ranked fraud = frauds.get(i);
      caught += counts[fraud.group];
      boolean isLast = i + 1 == frauds.size() || frauds.get(i + 1).score < fraud.score;
      double rest = (double) (fraud.above + fraud.tied) / others;
      best = isLast ? Math.max(best, caught / all - rest) : best;
    }
    return OptionalDouble.of(best);
  }

  /**
   * Share of frauds among the highest scores. Of equal scores at the edge of the budget, as many
   * count as fit in the mean.
   *
   * @param budget share of all rows that can be looked at, in (0, 1)
   * @param byAmount whether a fraud counts by its amount
   */
  OptionalDouble recall(int[] counts, double budget, Weight byAmount) {
    double all = others + frauds.stream().mapToDouble(f -> counts[f.group]).sum();
    double room = budget * all;
    double caught = 0;
    double worth = 0;
    double above = 0;
    for (int from = 0; from < frauds.size(); ) {
      Ranked first = frauds.get(from);
      double here = 0;
      double worthHere = 0;
      int to = from;
      for (; to < frauds.size() && frauds.get(to).score == first.score; to++) {
        Ranked fraud = frauds.get(to);
        here += counts[fraud.group];
        worthHere += counts[fraud.group] * byAmount.of(fraud.amountMinor);
      }
      double fits = (room - first.above - above) / (here + first.tied);
      caught += worthHere * Math.max(0, Math.min(1, here + first.tied == 0 ? 0 : fits));
      worth += worthHere;
      above += here;
      from = to;
    }
    return defined(caught, worth);
  }

  /** How much a fraud counts. */
  enum Weight {
    ONE,
    AMOUNT;

    double of(long amountMinor) {
      return this == ONE ? 1 : amountMinor;
    }
  }

  private static OptionalDouble defined(double numerator, double denominator) {
    return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of(numerator / denominator);
  }
}
