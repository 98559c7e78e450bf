package io.mallguard.scoring.decision;

import java.util.List;

/**
 * What a policy says about one event. Immutable.
 *
 * @param decision the decision
 * @param decidedBy what made it
 * @param policyVersion version of the policy that made it
 * @param measures what goes with the decision, such as a hold; often empty
 * @param riskLevel how risky the event is
 */
public record PolicyOutcome(
    Decision decision,
    DecidedBy decidedBy,
    String policyVersion,
    List<Measure> measures,
    RiskLevel riskLevel) {

  /** Copies the list. */
  public PolicyOutcome {
    measures = List.copyOf(measures);
  }

  /**
   * What made a decision.
   *
   * @param kind {@code threshold}, or {@code fallback} when nothing could be scored
   * @param id which one, such as {@code transaction.review}
   */
  public record DecidedBy(String kind, String id) {}

  /**
   * Something that goes with a decision.
   *
   * @param measure {@code hold}
   * @param hours for how long
   */
  public record Measure(String measure, int hours) {}
}
