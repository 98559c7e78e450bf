package io.mallguard.scoring.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.Score;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicyPropertyTest {
  private static final long SEED = 95;
  private static final EventSchema CARDS = Schemas.builtIn("cards");

  @Test
  void aHigherProbabilityNeverGivesAMilderDecisionOrALowerRisk() {
    SplittableRandom random = new SplittableRandom(SEED);
    int compared = 0;
    for (int round = 0; round < 300; round++) {
      double[] t = random.doubles(6).map(x -> Math.round(x * 1e6) / 1e6).sorted().toArray();
      if (Arrays.stream(t).distinct().count() < t.length) {
        continue;
      }
      Policy policy = Policy.parse(yaml(t, random), "p.yaml", CARDS);
      PolicyOutcome milder = decide(policy, 0);
      for (double probability : random.doubles(200).sorted().toArray()) {
        PolicyOutcome outcome = decide(policy, probability);
        assertThat(outcome.decision())
            .as("seed %d", SEED)
            .isGreaterThanOrEqualTo(milder.decision());
        assertThat(outcome.riskLevel()).isGreaterThanOrEqualTo(milder.riskLevel());
        milder = outcome;
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10_000);
  }

  @Test
  void thresholdsThatDoNotRiseAreRefused() {
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      double[] t = random.doubles(4).toArray();
      String yaml =
          String.format(
              Locale.ROOT,
              "version: v\nevents: {transaction: {step_up: %s, hold: {from: %s, hours: 1}, "
                  + "review: %s, reject: %s}}\n"
                  + "risk_levels: {elevated: 0.1, highest: 0.2}\nfallback_decision: pass\n",
              t[0],
              t[1],
              t[2],
              t[3]);
      boolean rising = t[0] < t[1] && t[1] < t[2] && t[2] < t[3];
      assertThat(isRead(yaml)).as(yaml).isEqualTo(rising);
      refused += rising ? 0 : 1;
    }
    assertThat(refused).isBetween(200, 299);
  }

  @Test
  void anyTextIsAPolicyOrAProblem() {
    SplittableRandom random = new SplittableRandom(SEED);
    String whole = yaml(new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, random);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder(whole);
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(9, 127));
      }
      text.setLength(random.nextInt(text.length() / 2, text.length() + 1));
      refused += isRead(text.toString()) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static boolean isRead(String yaml) {
    try {
      Policy.parse(yaml, "p.yaml", CARDS);
      return true;
    } catch (InvalidInputException e) {
      assertThat(e.problems()).isNotEmpty();
      return false;
    }
  }

  private static String yaml(double[] t, SplittableRandom random) {
    StringBuilder steps = new StringBuilder("step_up: " + t[0]);
    if (random.nextBoolean()) {
      steps.append(", hold: {from: ").append(t[1]).append(", hours: 24}");
    }
    if (random.nextBoolean()) {
      steps.append(", review: ").append(t[2]);
    }
    steps.append(", reject: ").append(t[5]);
    return "version: v\nevents:\n  transaction: {"
        + steps
        + "}\nrisk_levels: {elevated: "
        + t[3]
        + ", highest: "
        + t[4]
        + "}\nfallback_decision: review\n";
  }

  private static PolicyOutcome decide(Policy policy, double probability) {
    return policy.decide("transaction", new Score(0, probability, 0));
  }
}
