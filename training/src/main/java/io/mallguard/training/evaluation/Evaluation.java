package io.mallguard.training.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The ranking measures of one scored period, with 95 % percentile intervals from a bootstrap over
 * entities (all rows of an entity together, since they are not independent; an entity drawn twice
 * counts as two). The seed is fixed: the same rows give the same figures. Immutable.
 *
 * <p>Bradley Efron, Robert Tibshirani, <i>An Introduction to the Bootstrap</i>, 1993, chapter 13.
 *
 * @param rows number of rows
 * @param fraudRows how many of them are fraud
 * @param entities number of entities
 * @param from first day with a row
 * @param to last day with a row
 * @param reviewedPerDay k of the entity precision
 * @param measures AUC ROC, average precision, entity precision at k
 */
public record Evaluation(
    int rows,
    int fraudRows,
    int entities,
    String from,
    String to,
    int reviewedPerDay,
    List<Measure> measures) {
  /** Name of the area under the ROC curve. */
  public static final String AUC = "auc_roc";

  /** Name of the average precision. */
  public static final String AVERAGE_PRECISION = "average_precision";

  /** Name of the entity precision. */
  public static final String ENTITY_PRECISION = "entity_precision";

  /** Resamples; chosen: the interval's ends then move by about 0.002 between seeds. */
  private static final int RESAMPLES = 1_000;

  private static final long SEED = 20180808;
  private static final double TAIL = 0.025;

  /** Copies the list. */
  public Evaluation {
    measures = List.copyOf(measures);
  }

  /**
   * Evaluates scored rows.
   *
   * @param scored the rows
   * @param reviewedPerDay k of the entity precision, at least 1
   */
  public static Evaluation of(ScoredRows scored, int reviewedPerDay) {
    Map<String, Integer> index = new HashMap<>();
    int[] entityOf = new int[scored.size()];
    LocalDate first = LocalDate.MAX;
    LocalDate last = LocalDate.MIN;
    for (int i = 0; i < entityOf.length; i++) {
      entityOf[i] = index.merge(scored.entity(i), index.size(), (known, fresh) -> known);
      first = scored.day(i).isBefore(first) ? scored.day(i) : first;
      last = scored.day(i).isAfter(last) ? scored.day(i) : last;
    }
    Ranking ranking = new Ranking(scored.scores(), scored.fraud());
    EntityPrecision precision = new EntityPrecision(scored, index, reviewedPerDay);
    Resampled resampled = new Resampled(entityOf, index.size());
    return new Evaluation(
        scored.size(),
        scored.fraudCount(),
        index.size(),
        scored.size() == 0 ? "" : first.toString(),
        scored.size() == 0 ? "" : last.toString(),
        reviewedPerDay,
        List.of(
            resampled.measure(AUC, counts -> ranking.areaUnderRoc(counts.rows)),
            resampled.measure(AVERAGE_PRECISION, counts -> ranking.averagePrecision(counts.rows)),
            resampled.measure(ENTITY_PRECISION, counts -> precision.mean(counts.entities))));
  }

  /** A measure by name. */
  public Measure measure(String name) {
    return measures.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("measure " + name + ", must be known"));
  }

  /** Counts, period and measures as JSON. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rows", rows).put("fraud_rows", fraudRows).put("entities", entities);
    json.put("from", from).put("to", to).put("reviewed_per_day", reviewedPerDay);
    json.put("interval", "95 % bootstrap over entities, " + RESAMPLES + " resamples");
    measures.forEach(m -> json.set(m.name(), m.toJson()));
    return json;
  }

  /** A table row: measures side by side. */
  public String tableRow(String name) {
    return String.format(
        Locale.ROOT,
        "%-28s %-22s %-22s %-22s",
        name,
        measure(AUC).text(),
        measure(AVERAGE_PRECISION).text(),
        measure(ENTITY_PRECISION).text());
  }

  /** The head of a table of {@link #tableRow}s. */
  public String tableHead() {
    return String.format(
        Locale.ROOT,
        "%,d rows, %,d fraud, %,d entities, %s to %s; 95 %% intervals over entities%n%-28s %-22s"
            + " %-22s %-22s",
        rows,
        fraudRows,
        entities,
        from,
        to,
        "",
        "AUC ROC",
        "average precision",
        "entity precision@" + reviewedPerDay);
  }

  /** How often each entity and each row counts. */
  private static final class Counts {
    private final int[] entities;
    private final int[] rows;

    Counts(int entityCount, int rowCount) {
      this.entities = new int[entityCount];
      this.rows = new int[rowCount];
    }
  }

  /** Draws entities with replacement; every measure sees the same draws. */
  private static final class Resampled {
    private final int[] entityOf;
    private final int entityCount;

    Resampled(int[] entityOf, int entityCount) {
      this.entityOf = entityOf;
      this.entityCount = entityCount;
    }

    Measure measure(String name, Function<Counts, OptionalDouble> statistic) {
      Counts counts = new Counts(entityCount, entityOf.length);
      Arrays.fill(counts.entities, 1);
      Arrays.fill(counts.rows, 1);
      OptionalDouble value = statistic.apply(counts);
      if (value.isEmpty()) {
        return new Measure(name, value, value, value);
      }
      double[] drawn = new double[RESAMPLES];
      int defined = 0;
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < RESAMPLES; i++) {
        draw(counts, random);
        OptionalDouble one = statistic.apply(counts);
        if (one.isPresent()) {
          drawn[defined++] = one.getAsDouble();
        }
      }
      return interval(name, value, Arrays.copyOf(drawn, defined));
    }

    private void draw(Counts counts, SplittableRandom random) {
      Arrays.fill(counts.entities, 0);
      for (int i = 0; i < entityCount; i++) {
        counts.entities[random.nextInt(entityCount)]++;
      }
      for (int i = 0; i < entityOf.length; i++) {
        counts.rows[i] = counts.entities[entityOf[i]];
      }
    }

    private static Measure interval(String name, OptionalDouble value, double[] drawn) {
      if (drawn.length == 0) {
        return new Measure(name, value, OptionalDouble.empty(), OptionalDouble.empty());
      }
      Arrays.sort(drawn);
      int low = (int) Math.floor(TAIL * (drawn.length - 1));
      int high = (int) Math.ceil((1 - TAIL) * (drawn.length - 1));
      return new Measure(
          name, value, OptionalDouble.of(drawn[low]), OptionalDouble.of(drawn[high]));
    }
  }
}
