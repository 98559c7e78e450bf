package io.mallguard.scoring.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.decision.PolicyOutcome.DecidedBy;
import io.mallguard.scoring.decision.PolicyOutcome.Measure;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final String POLICY =
      """
      version: "2018-10-01"
      events:
        transaction:
          step_up: 0.3
          hold: {from: 0.5, hours: 48}
          review: 0.6
          reject: 0.95
      risk_levels: {elevated: 0.4, highest: 0.95}
      fallback_decision: step_up
      """;

  @Test
  void eachThresholdIsReachedAtItsOwnValue() {
    assertThat(decide(0).decision()).isEqualTo(Decision.PASS);
    assertThat(decide(Math.nextDown(0.3)).decision()).isEqualTo(Decision.PASS);
    assertThat(decide(0.3).decision()).isEqualTo(Decision.STEP_UP);
    assertThat(decide(0.5).decision()).isEqualTo(Decision.HOLD);
    assertThat(decide(0.6).decision()).isEqualTo(Decision.REVIEW);
    assertThat(decide(0.95).decision()).isEqualTo(Decision.REJECT);
    assertThat(decide(1).decision()).isEqualTo(Decision.REJECT);
  }

  @Test
  void anOutcomeSaysWhatDecidedItAndUnderWhichPolicy() {
    assertThat(decide(0.7).decidedBy()).isEqualTo(new DecidedBy("threshold", "transaction.review"));
    assertThat(decide(0.1).decidedBy()).isEqualTo(new DecidedBy("threshold", "transaction.pass"));
    assertThat(decide(0.7).policyVersion()).isEqualTo("2018-10-01");
  }

  @Test
  void whatWaitsForAPersonIsHeldMeanwhile() {
    assertThat(decide(0.4).measures()).isEmpty();
    assertThat(decide(0.5).measures()).containsExactly(new Measure("hold", 48));
    assertThat(decide(0.6).measures()).containsExactly(new Measure("hold", 48));
    assertThat(decide(0.96).measures()).isEmpty();
  }

  @Test
  void riskLevelsHaveBoundsOfTheirOwn() {
    assertThat(decide(0.39).riskLevel()).isEqualTo(RiskLevel.NORMAL);
    assertThat(decide(0.4).riskLevel()).isEqualTo(RiskLevel.ELEVATED);
    assertThat(decide(0.95).riskLevel()).isEqualTo(RiskLevel.HIGHEST);
  }

  @Test
  void whatCantBeScoredGetsTheFallback() {
    PolicyOutcome outcome = policy(POLICY).undecided();
    assertThat(outcome.decision()).isEqualTo(Decision.STEP_UP);
    assertThat(outcome.riskLevel()).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(outcome.decidedBy().kind()).isEqualTo("fallback");
  }

  @Test
  void aDecisionNobodyWantsIsLeftOut() {
    Policy policy =
        policy(
            """
            version: v1
            events: {transaction: {review: 0.5}}
            risk_levels: {elevated: 0.5, highest: 0.9}
            fallback_decision: pass
            """);
    assertThat(policy.decide("transaction", score(0.4)).decision()).isEqualTo(Decision.PASS);
    assertThat(policy.decide("transaction", score(1)).decision()).isEqualTo(Decision.REVIEW);
    assertThat(policy.decide("transaction", score(1)).measures()).isEmpty();
  }

  @Test
  void everyMistakeIsToldAtOnceWithLineAndColumn() {
    assertThatThrownBy(
            () ->
                policy(
                    """
                    version: "no spaces please"
                    events:
                      transaction: {step_up: 0.7, hold: {from: 0.5, hours: 0, why: x}, review: high, reject: 1.5, rejekt: 1}
                      label: {review: 0.5}
                    risk_levels: {elevated: 0.9, highest: 0.9}
                    fallback_decision: block
                    more: 1
                    """))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::place)
                    .containsExactlyInAnyOrder(
                        "p.yaml:1:10",
                        "p.yaml:3:44",
                        "p.yaml:3:56",
                        "p.yaml:3:59",
                        "p.yaml:3:76",
                        "p.yaml:3:90",
                        "p.yaml:3:95",
                        "p.yaml:4:3",
                        "p.yaml:5:39",
                        "p.yaml:6:20",
                        "p.yaml:7:1"));
  }

  @Test
  void everyScoredTypeMustBeDecidedAndNaNIsNoBound() {
    assertThatThrownBy(() -> policy("version: v1\nevents: {}\nrisk_levels: {elevated: .nan}\n"))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.problems()).hasSize(4));
  }

  @Test
  void aTypeWithoutThresholdsIsNotDecided() {
    assertThatThrownBy(() -> policy(POLICY).decide("label", score(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("transaction");
  }

  private static PolicyOutcome decide(double probability) {
    return policy(POLICY).decide("transaction", score(probability));
  }

  private static Policy policy(String yaml) {
    return Policy.parse(yaml, "p.yaml", Schemas.builtIn("cards"));
  }

  private static Score score(double probability) {
    return new Score(0, probability, 0);
  }
}
