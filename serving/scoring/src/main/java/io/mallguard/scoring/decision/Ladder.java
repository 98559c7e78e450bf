package io.mallguard.scoring.decision;

import io.mallguard.scoring.decision.PolicyOutcome.DecidedBy;
import io.mallguard.scoring.decision.PolicyOutcome.Measure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The outcomes of one event type by rising probability. Immutable. */
final class Ladder {
  /* bounds rise; outcomes[i] is from bounds[i - 1], included, to bounds[i], excluded. */
  private final double[] bounds;
  private final PolicyOutcome[] outcomes;

  private Ladder(double[] bounds, PolicyOutcome[] outcomes) {
    this.bounds = bounds;
    this.outcomes = outcomes;
  }

  /**
   * What a ladder is made of.
   *
   * @param eventType name of the event type
   * @param version version of the policy
   * @param thresholds least probability of each decision but pass, rising with severity
   * @param holdHours for how long a held event waits, 0 if none is held
   * @param riskBounds least probability of elevated and highest
   */
  record Steps(
      String eventType,
      String version,
      Map<Decision, Double> thresholds,
      int holdHours,
      Map<RiskLevel, Double> riskBounds) {
    Steps {
      thresholds = new EnumMap<>(thresholds);
      riskBounds = new EnumMap<>(riskBounds);
    }
  }

  static Ladder of(Steps steps) {
    TreeSet<Double> rising = new TreeSet<>(steps.thresholds().values());
    rising.addAll(steps.riskBounds().values());
    double[] bounds = rising.stream().mapToDouble(Double::doubleValue).toArray();
    PolicyOutcome[] outcomes = new PolicyOutcome[bounds.length + 1];
    outcomes[0] = outcome(steps, -1);
    for (int i = 0; i < bounds.length; i++) {
      outcomes[i + 1] = outcome(steps, bounds[i]);
    }
    return new Ladder(bounds, outcomes);
  }

  private static PolicyOutcome outcome(Steps steps, double probability) {
    Decision decision = reached(steps.thresholds(), probability, Decision.PASS);
    RiskLevel level = reached(steps.riskBounds(), probability, RiskLevel.NORMAL);
    return new PolicyOutcome(
        decision,
        new DecidedBy("threshold", steps.eventType() + "." + decision.word()),
        steps.version(),
        measures(steps, decision),
        level);
  }

  /* What waits for a person is held meanwhile; what is refused needs no hold. */
  private static List<Measure> measures(Steps steps, Decision decision) {
    boolean held = decision == Decision.HOLD || decision == Decision.REVIEW;
    return held && steps.holdHours() > 0
        ? List.of(new Measure("hold", steps.holdHours()))
        : List.of();
  }

  private static <E extends Enum<E>> E reached(
      Map<E, Double> bounds, double probability, E lowest) {
    E reached = lowest;
    for (Map.Entry<E, Double> bound : bounds.entrySet()) {
      if (probability >= bound.getValue() && bound.getKey().compareTo(reached) > 0) {
        reached = bound.getKey();
      }
    }
    return reached;
  }

  PolicyOutcome outcome(double probability) {
    int step = 0;
    while (step < bounds.length && probability >= bounds[step]) {
      step++;
    }
    return outcomes[step];
  }
}
