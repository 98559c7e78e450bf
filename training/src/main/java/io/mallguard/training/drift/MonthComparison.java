package io.mallguard.training.drift;

import io.mallguard.scoring.profile.MonthCounts;
import io.mallguard.scoring.profile.ReferenceProfile;
import io.mallguard.scoring.profile.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A month against the reference, every number judged. Immutable.
 *
 * @param rows scored rows of the month
 * @param probability the calibrated probability
 * @param anomaly the anomaly score
 * @param features the columns of a row, in spec order
 * @param thresholds the default policy's thresholds
 * @param judged every measure by its id, in the order of the report
 */
record MonthComparison(
    long rows,
    ColumnComparison probability,
    ColumnComparison anomaly,
    List<ColumnComparison> features,
    List<ThresholdComparison> thresholds,
    Map<String, Judged> judged) {

  /**
   * Compares and judges.
   *
   * @param before what the month before came to, by id; empty if it is not known
   */
  static MonthComparison of(
      ReferenceProfile reference, MonthCounts month, Map<String, Judged> before) {
    ColumnComparison probability =
        ColumnComparison.of("score.probability", reference.probability(), month.probability());
    ColumnComparison anomaly =
        ColumnComparison.of("score.anomaly", reference.anomaly(), month.anomaly());
    List<ColumnComparison> features = new ArrayList<>();
    for (int i = 0; i < reference.features().size(); i++) {
      String id = "features." + reference.features().get(i).name();
      features.add(ColumnComparison.of(id, reference.features().get(i), month.features().get(i)));
    }
    List<ThresholdComparison> thresholds = thresholds(reference, month);
    MonthComparison unjudged =
        new MonthComparison(month.rows(), probability, anomaly, features, thresholds, Map.of());
    Map<String, Judged> judged = new LinkedHashMap<>();
    unjudged.families().stream()
        .flatMap(family -> Judged.family(family, before).stream())
        .forEach(one -> judged.put(one.measure().id(), one));
    return new MonthComparison(month.rows(), probability, anomaly, features, thresholds, judged);
  }

  private static List<ThresholdComparison> thresholds(
      ReferenceProfile reference, MonthCounts month) {
    List<ThresholdComparison> thresholds = new ArrayList<>();
    long n = reference.probability().rows();
    long m = month.probability().rows();
    for (Threshold threshold : reference.thresholds()) {
      long above = month.atOrAbove(thresholds.size());
      Share share = new Share(threshold.atOrAbove(), n, above, m);
      thresholds.add(new ThresholdComparison(threshold, share));
    }
    return List.copyOf(thresholds);
  }

  /* Each is adjusted for itself: scores, shares of features, infinite values, distributions. */
  private List<List<Measure>> families() {
    Stream<Measure> scores =
        Stream.of(probability.drift(), anomaly.drift()).flatMap(Optional::stream);
    Stream<Measure> ratios = thresholds.stream().map(ThresholdComparison::measure);
    return List.of(
        Stream.concat(scores, ratios).toList(),
        features.stream().flatMap(column -> column.shares().stream()).toList(),
        features.stream().map(ColumnComparison::infinity).toList(),
        features.stream().flatMap(column -> column.drift().stream()).toList());
  }

  /** What a measure came to; empty if it is undefined. */
  Optional<Judged> judged(String id) {
    return Optional.ofNullable(judged.get(id));
  }

  /** What a measure came to: not enough data if it is undefined. */
  State state(String id) {
    return judged(id).map(Judged::state).orElse(State.NOT_ENOUGH_DATA);
  }

  /** State of score drift: distribution of both scores, share above the thresholds. */
  State scoreState() {
    Stream<String> distributions = Stream.of("score.probability.psi", "score.anomaly.psi");
    Stream<String> ratios = thresholds.stream().map(t -> t.measure().id());
    return State.gravest(Stream.concat(distributions, ratios).map(this::state).toList());
  }

  /** State of feature drift. */
  State featureState() {
    return State.gravest(features.stream().map(f -> state(f.id() + ".psi")).toList());
  }

  /** State of a feature's shares; red counts as amber for a column that hardly matters. */
  State shareState(ColumnComparison feature) {
    if (rows == 0) {
      return State.NOT_ENOUGH_DATA;
    }
    State state =
        State.gravest(
            List.of(state(feature.id() + ".missing"), state(feature.id() + ".out_of_range")));
    State known = feature.isMinor() && state == State.RED ? State.AMBER : state;
    return State.gravest(List.of(known, state(feature.id() + ".infinite")));
  }

  /** State of the features' shares. */
  State shareState() {
    return State.gravest(features.stream().map(this::shareState).toList());
  }
}
