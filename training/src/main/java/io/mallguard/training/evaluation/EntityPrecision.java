package io.mallguard.training.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Entity precision at k (card precision at k of Le Borgne, Siblini, Lebichot, Bontempi,
 * <i>Reproducible Machine Learning for Credit Card Fraud Detection</i>, 2022): each day the k
 * entities with the highest score of the day are reviewed; the day's precision is the share of them
 * with a fraud that day; the measure is the mean over days. An entity found stays out of the
 * following days. Equal scores are ranked by entity, shorter names first, so that numbers are in
 * order. Immutable.
 */
final class EntityPrecision {
  private static final Comparator<EntityDay> RANK =
      Comparator.comparingDouble((EntityDay e) -> -e.score)
          .thenComparingInt(e -> e.name.length())
          .thenComparing(e -> e.name);

  private final List<List<EntityDay>> days = new ArrayList<>();
  private final int k;
  private final int entityCount;

  /**
   * The measure over some rows.
   *
   * @param rows scored rows
   * @param entityIndex a number from 0 for each entity
   * @param k entities reviewed per day, at least 1
   */
  EntityPrecision(ScoredRows rows, Map<String, Integer> entityIndex, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k " + k + ", must be at least 1");
    }
    this.k = k;
    this.entityCount = entityIndex.size();
    double[] scores = rows.scores();
    boolean[] fraud = rows.fraud();
    Map<LocalDate, Map<String, EntityDay>> byDay = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String name = rows.entity(i);
      byDay
          .computeIfAbsent(rows.day(i), day -> new LinkedHashMap<>())
          .computeIfAbsent(name, n -> new EntityDay(n, entityIndex.getOrDefault(n, -1)))
          .add(scores[i], fraud[i]);
    }
    for (Map<String, EntityDay> day : byDay.values()) {
      days.add(day.values().stream().sorted(RANK).toList());
    }
  }

  /**
   * The mean over the days; empty without a day. A day with fewer than k entities is still divided
   * by k, as in the source.
   *
   * @param counts how often each entity counts, by its number
   */
  OptionalDouble mean(int[] counts) {
    if (days.isEmpty()) {
      return OptionalDouble.empty();
    }
    boolean[] found = new boolean[entityCount];
    double sum = 0;
    for (List<EntityDay> day : days) {
      sum += (double) caught(day, counts, found) / k;
    }
    return OptionalDouble.of(sum / days.size());
  }

  private int caught(List<EntityDay> day, int[] counts, boolean[] found) {
    int reviewed = 0;
    int caught = 0;
    List<EntityDay> today = new ArrayList<>();
    for (EntityDay entity : day) {
      if (reviewed >= k) {
        break;
      }
      if (!found[entity.index]) {
        int copies = Math.min(counts[entity.index], k - reviewed);
        reviewed += copies;
        if (entity.fraud && copies > 0) {
          caught += copies;
          today.add(entity);
        }
      }
    }
    today.forEach(entity -> found[entity.index] = true);
    return caught;
  }

  /** One entity's day: its highest score and whether it had a fraud. */
  private static final class EntityDay {
    private final String name;
    private final int index;
    private double score = Double.NEGATIVE_INFINITY;
    private boolean fraud;

    EntityDay(String name, int index) {
      this.name = name;
      this.index = index;
    }

    void add(double oneScore, boolean oneFraud) {
      score = Math.max(score, oneScore);
      fraud |= oneFraud;
    }
  }
}
