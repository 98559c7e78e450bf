package io.mallguard.scoring.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * From a raw anomaly score to a number in [0, 1): the share of reference rows that scored lower.
 * Never falls as the raw score rises, is never exactly 1, and is fine in the upper tail: knots at
 * each per cent, then at each tenth of what is left above 99 %, 99.9 %, 99.99 % …; linear between
 * knots, constant outside. Immutable.
 */
public final class TailCalibration {
  private static final String KIND = "tail";
  private static final int STEPS_PER_DECADE = 10;

  private final double[] scores;
  private final double[] shares;

  private TailCalibration(double[] scores, double[] shares) {
    this.scores = scores;
    this.shares = shares;
  }

  /**
   * Fits to the raw scores of reference rows.
   *
   * @param rawScores finite, at least one; not changed
   */
  public static TailCalibration fit(double[] rawScores) {
    double[] sorted = rawScores.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0 || !Double.isFinite(sorted[0] + sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("reference scores, must be finite and at least one");
    }
    TreeSet<Double> knots = new TreeSet<>();
    for (int rank : ranks(sorted.length)) {
      knots.add(sorted[rank]);
    }
    double[] scores = knots.stream().mapToDouble(Double::doubleValue).toArray();
    double[] shares = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      shares[i] = (double) countBelow(sorted, scores[i]) / sorted.length;
    }
    return new TailCalibration(scores, shares);
  }

  private static Set<Integer> ranks(int count) {
    Set<Integer> ranks = new TreeSet<>();
    for (int percent = 0; percent < 100; percent++) {
      ranks.add((int) ((long) count * percent / 100));
    }
    for (double above = count / 100.0; above >= 1; above /= 10) {
      for (int step = STEPS_PER_DECADE; step >= 1; step--) {
        ranks.add(Math.max(0, count - (int) Math.ceil(above * step / STEPS_PER_DECADE)));
      }
    }
    ranks.add(count - 1);
    return ranks;
  }

  private static int countBelow(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Share of reference rows that scored lower, in [0, 1), for a finite raw score. */
  public double share(double rawScore) {
    int last = scores.length - 1;
    if (rawScore <= scores[0]) {
      return shares[0];
    }
    if (rawScore >= scores[last]) {
      return shares[last];
    }
    int above = countBelow(scores, rawScore);
    double part = (rawScore - scores[above - 1]) / (scores[above] - scores[above - 1]);
    double share = shares[above - 1] + part * (shares[above] - shares[above - 1]);
    return Math.min(share, shares[above]);
  }

  /** As JSON: kind, knot scores, their shares. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", KIND);
    ArrayNode scoreList = json.putArray("scores");
    ArrayNode shareList = json.putArray("shares");
    for (int i = 0; i < scores.length; i++) {
      scoreList.add(scores[i]);
      shareList.add(shares[i]);
    }
    return json;
  }

  /**
   * From JSON.
   *
   * @param source where it comes from, for messages
   * @throws InvalidInputException with every problem
   */
  public static TailCalibration fromJson(JsonNode json, String source) {
    Problems problems = new Problems();
    CalibrationJson in = new CalibrationJson(json, source, problems);
    in.kind(KIND);
    double[] scores = in.numbers("scores");
    double[] shares = in.numbers("shares");
    if (scores.length != shares.length) {
      problems.add(source + "/shares", "wrong_length", "" + shares.length, "one per score");
    }
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] <= scores[i - 1]) {
        problems.add(source + "/scores/" + i, "not_rising", "" + scores[i], "above the one before");
      }
    }
    checkShares(shares, source, problems);
    problems.throwIfAny(source);
    return new TailCalibration(scores, shares);
  }

  private static void checkShares(double[] shares, String source, Problems problems) {
    double least = 0;
    for (int i = 0; i < shares.length; i++) {
      if (!(shares[i] >= least && shares[i] < 1)) {
        problems.add(
            source + "/shares/" + i, "out_of_range", "" + shares[i], "in [" + least + ", 1)");
      }
      least = Math.max(least, shares[i]);
    }
  }
}
