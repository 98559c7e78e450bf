package io.mallguard.scoring.decision;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.decision.PolicyOutcome.DecidedBy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * From a score to a decision, by thresholds on the calibrated probability per event type. A higher
 * probability never gives a milder decision. Immutable and safe for use by many threads.
 */
public final class Policy {
  private final String version;
  private final Map<String, Ladder> ladders;
  private final Decision fallback;

  Policy(String version, Map<String, Ladder> ladders, Decision fallback) {
    this.version = version;
    this.ladders = Map.copyOf(ladders);
    this.fallback = fallback;
  }

  /**
   * Reads a policy file.
   *
   * @param schema the event schema whose scored types the policy decides
   * @throws InvalidInputException with all problems
   */
  public static Policy read(Path file, EventSchema schema) {
    return parse(YamlDocument.textOf(file), file.toString(), schema);
  }

  /**
   * Reads a policy from text.
   *
   * @param yaml the policy
   * @param source its name in the places of problems
   * @param schema the event schema whose scored types the policy decides
   * @throws InvalidInputException with all problems
   */
  public static Policy parse(String yaml, String source, EventSchema schema) {
    return PolicyReader.parse(yaml, source, schema);
  }

  /** The policy's version, apart from any model's. */
  public String version() {
    return version;
  }

  /** What to do with an event that can't be scored. */
  public Decision fallbackDecision() {
    return fallback;
  }

  /**
   * Decides one event. Allocates nothing: every outcome there can be was made when the policy was
   * read.
   *
   * @param eventType name of a scored event type
   * @throws IllegalArgumentException if the policy has no thresholds for this type
   */
  public PolicyOutcome decide(String eventType, Score score) {
    Ladder ladder = ladders.get(eventType);
    if (ladder == null) {
      throw new IllegalArgumentException(
          "event type "
              + eventType
              + ", must be one of "
              + ladders.keySet().stream().sorted().toList());
    }
    return ladder.outcome(score.probability());
  }

  /** What to answer when an event can't be scored: the fallback decision, risk unknown. */
  public PolicyOutcome undecided() {
    return new PolicyOutcome(
        fallback,
        new DecidedBy("fallback", "policy.fallback_decision"),
        version,
        List.of(),
        RiskLevel.UNKNOWN);
  }
}
