package io.mallguard.scoring.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;

/**
 * From raw log-odds to a calibrated probability: {@code 1 / (1 + exp(−(slope · x + intercept)))}.
 * Rises with the score, so it never changes a ranking (beyond about ±36 the double nearest to 0 or
 * 1 is reached and ties appear). Immutable.
 *
 * <p>John Platt, <i>Probabilistic Outputs for Support Vector Machines</i>, Advances in Large Margin
 * Classifiers, 1999.
 *
 * @param slope above 0
 * @param intercept finite
 */
public record LogisticCalibration(double slope, double intercept) {
  private static final String KIND = "logistic";

  /** Checks the numbers. */
  public LogisticCalibration {
    if (!(slope > 0) || Double.isInfinite(slope)) {
      throw new IllegalArgumentException("slope " + slope + ", must be finite and above 0");
    }
    if (!Double.isFinite(intercept)) {
      throw new IllegalArgumentException("intercept " + intercept + ", must be finite");
    }
  }

  /** The log-odds as they are: slope 1, intercept 0. */
  public static LogisticCalibration identity() {
    return new LogisticCalibration(1, 0);
  }

  /** Probability of fraud in [0, 1] for finite raw log-odds. */
  public double probability(double logOdds) {
    return 1 / (1 + StrictMath.exp(-(slope * logOdds + intercept)));
  }

  /** As JSON: kind, slope, intercept. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", KIND);
    return json.put("slope", slope).put("intercept", intercept);
  }

  /**
   * From JSON.
   *
   * @param source where it comes from, for messages
   * @throws InvalidInputException with every problem
   */
  public static LogisticCalibration fromJson(JsonNode json, String source) {
    Problems problems = new Problems();
    CalibrationJson in = new CalibrationJson(json, source, problems);
    in.kind(KIND);
    double slope = in.number("slope");
    double intercept = in.number("intercept");
    if (problems.isEmpty() && slope <= 0) {
      problems.add(source + "/slope", "out_of_range", Double.toString(slope), "above 0");
    }
    problems.throwIfAny(source);
    return new LogisticCalibration(slope, intercept);
  }
}
