package io.mallguard.scoring.decision;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a policy from YAML and checks all of it; every problem comes at once. */
final class PolicyReader {
  private static final int MAX_HOLD_HOURS = 24 * 30;
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
  private static final List<String> FALLBACKS =
      Stream.of(Decision.values()).map(Decision::word).toList();

  private final YamlMap root;
  private final EventSchema schema;

  private PolicyReader(YamlMap root, EventSchema schema) {
    this.root = root;
    this.schema = schema;
  }

  static Policy parse(String yaml, String source, EventSchema schema) {
    Problems problems = new Problems();
    YamlMap root = YamlDocument.parse(yaml, source, problems);
    Policy policy = new PolicyReader(root, schema).policy();
    problems.throwIfAny(source);
    return policy;
  }

  private Policy policy() {
    String version = root.require("version").flatMap(PolicyReader::version).orElse("");
    Map<RiskLevel, Double> riskBounds =
        root.require("risk_levels")
            .flatMap(YamlNode::map)
            .map(this::riskBounds)
            .orElseGet(() -> new EnumMap<>(RiskLevel.class));
    Map<String, Ladder> ladders = ladders(version, riskBounds);
    Decision fallback =
        root.require("fallback_decision")
            .flatMap(node -> node.oneOf(FALLBACKS))
            .map(word -> Decision.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Decision.REVIEW);
    root.refuseOthers();
    return new Policy(version, ladders, fallback);
  }

  private static Optional<String> version(YamlNode node) {
    Optional<String> text = node.text();
    if (text.isPresent() && !VERSION.matcher(text.get()).matches()) {
      node.refuse("wrong_version", "1 to 64 letters, digits, '.', '_', '+' or '-'");
    }
    return text;
  }

  private Map<RiskLevel, Double> riskBounds(YamlMap map) {
    Map<RiskLevel, Double> bounds = new EnumMap<>(RiskLevel.class);
    Rising rising = new Rising();
    for (RiskLevel level : List.of(RiskLevel.ELEVATED, RiskLevel.HIGHEST)) {
      map.require(level.word())
          .ifPresent(node -> rising.next(node).ifPresent(bound -> bounds.put(level, bound)));
    }
    map.refuseOthers();
    return bounds;
  }

  private Map<String, Ladder> ladders(String version, Map<RiskLevel, Double> riskBounds) {
    Map<String, Ladder> ladders = new HashMap<>();
    Optional<YamlMap> events = root.require("events").flatMap(YamlNode::map);
    if (events.isEmpty()) {
      return ladders;
    }
    for (EventType type : schema.eventTypes()) {
      if (type.scored()) {
        events
            .get()
            .require(type.name())
            .flatMap(YamlNode::map)
            .map(map -> ladder(map, type.name(), version, riskBounds))
            .ifPresent(ladder -> ladders.put(type.name(), ladder));
      }
    }
    events.get().refuseOthers();
    return ladders;
  }

  private Ladder ladder(
      YamlMap map, String eventType, String version, Map<RiskLevel, Double> riskBounds) {
    Map<Decision, Double> thresholds = new EnumMap<>(Decision.class);
    Rising rising = new Rising();
    int hours = 0;
    for (Decision decision : Decision.values()) {
      Optional<YamlNode> node =
          decision == Decision.PASS ? Optional.empty() : map.get(decision.word());
      if (decision == Decision.HOLD && node.isPresent()) {
        Optional<YamlMap> hold = node.get().map();
        hours = hold.map(PolicyReader::hours).orElse(0);
        node = hold.flatMap(h -> h.require("from"));
        hold.ifPresent(YamlMap::refuseOthers);
      }
      node.ifPresent(n -> rising.next(n).ifPresent(bound -> thresholds.put(decision, bound)));
    }
    map.refuseOthers();
    return Ladder.of(new Ladder.Steps(eventType, version, thresholds, hours, riskBounds));
  }

  private static int hours(YamlMap hold) {
    return (int)
        hold.require("hours")
            .map(node -> node.wholeNumber(1, MAX_HOLD_HOURS).orElse(0))
            .orElse(0L)
            .longValue();
  }

  /** Probabilities that must rise from one to the next. */
  private static final class Rising {
    private double last = -1;

    OptionalDouble next(YamlNode node) {
      OptionalDouble bound = node.number(0, 1);
      if (bound.isPresent() && bound.getAsDouble() <= last) {
        node.refuse("not_rising", "above " + last + ", the bound of the step before it");
        return OptionalDouble.empty();
      }
      last = bound.orElse(last);
      return bound;
    }
  }
}
