package io.mallguard.training.truth;

import io.mallguard.training.evaluation.Measure;
import io.mallguard.training.truth.RankedFrauds.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The ranking measures with 95 % percentile intervals from a bootstrap over rings: frauds of one
 * ring resemble each other, so drawing orders would give far too narrow ones. The seed is fixed.
 *
 * <p>Bradley Efron, Robert Tibshirani, <i>An Introduction to the Bootstrap</i>, 1993, chapter 13.
 */
public final class RingBootstrap {
  private static final int RESAMPLES = 1_000;
  private static final long SEED = 20251111;
  private static final double TAIL = 0.025;

  private RingBootstrap() {}

  /** All measures of one ranking, in the order of reports. */
  static List<Measure> measures(RankedFrauds ranked) {
    return List.of(
        averagePrecision(ranked),
        areaUnderRoc(ranked),
        measure("ks", ranked, ranked::kolmogorovSmirnov),
        measure("recall_at_1_percent", ranked, c -> ranked.recall(c, 0.01, Weight.ONE)),
        measure("recall_at_half_percent", ranked, c -> ranked.recall(c, 0.005, Weight.ONE)),
        measure("value_recall_at_1_percent", ranked, c -> ranked.recall(c, 0.01, Weight.AMOUNT)),
        measure(
            "value_recall_at_half_percent", ranked, c -> ranked.recall(c, 0.005, Weight.AMOUNT)));
  }

  /** Average precision, the area under the curve of precision and recall. */
  public static Measure averagePrecision(RankedFrauds ranked) {
    return measure("pr_auc", ranked, ranked::averagePrecision);
  }

  /** The area under the ROC curve. */
  public static Measure areaUnderRoc(RankedFrauds ranked) {
    return measure("roc_auc", ranked, ranked::areaUnderRoc);
  }

  private static Measure measure(
      String name, RankedFrauds ranked, Function<int[], OptionalDouble> statistic) {
    int[] counts = new int[ranked.groups()];
    Arrays.fill(counts, 1);
    OptionalDouble value = statistic.apply(counts);
    if (value.isEmpty()) {
      return new Measure(name, value, value, value);
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] drawn = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      Arrays.fill(counts, 0);
      for (int draw = 0; draw < counts.length; draw++) {
        counts[random.nextInt(counts.length)]++;
      }
      drawn[i] = statistic.apply(counts).orElse(value.getAsDouble());
    }
    Arrays.sort(drawn);
    int low = (int) Math.floor(TAIL * (RESAMPLES - 1));
    int high = (int) Math.ceil((1 - TAIL) * (RESAMPLES - 1));
    return new Measure(name, value, OptionalDouble.of(drawn[low]), OptionalDouble.of(drawn[high]));
  }
}
