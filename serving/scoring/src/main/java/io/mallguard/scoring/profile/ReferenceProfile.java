package io.mallguard.scoring.profile;

import io.mallguard.features.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a bundle knows of the data its model was made with, for later months to be compared with.
 * Immutable.
 *
 * @param features one profile per column of a row, in spec order, over the training period's rows
 * @param probability the calibrated probability over out-of-time rows (fitted rows score too well)
 * @param anomaly the anomaly score over the same out-of-time rows
 * @param thresholds the default policy's thresholds on the probability, in the policy's order
 */
public record ReferenceProfile(
    List<ColumnProfile> features,
    ColumnProfile probability,
    ColumnProfile anomaly,
    List<Threshold> thresholds) {

  /** Checks that the parts fit each other. */
  public ReferenceProfile {
    features = List.copyOf(features);
    thresholds = List.copyOf(thresholds);
    Problems problems = new Problems();
    checkNames(features, problems);
    checkThresholds(thresholds, probability.finite(), problems);
    problems.throwIfAny("reference profile");
  }

  private static void checkNames(List<ColumnProfile> features, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < features.size(); i++) {
      String name = features.get(i).name();
      if (!seen.add(name)) {
        problems.add("/features/" + i + "/name", "duplicate", name, "unique among the features");
      }
    }
  }

  private static void checkThresholds(List<Threshold> thresholds, long rows, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < thresholds.size(); i++) {
      Threshold threshold = thresholds.get(i);
      String place = "/thresholds/" + i;
      if (!seen.add(threshold.name())) {
        problems.add(place + "/name", "duplicate", threshold.name(), "unique among the thresholds");
      }
      if (threshold.atOrAbove() > rows) {
        String found = String.valueOf(threshold.atOrAbove());
        problems.add(place + "/at_or_above", "out_of_range", found, "at most " + rows);
      }
    }
  }
}
