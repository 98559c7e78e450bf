package io.mallguard.training.pipeline;

import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a rule set; every problem comes at once. */
final class RuleReader {
  private static final double MOST = 1e15;
  private static final int MAX_WEIGHT = 100;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private RuleReader() {}

  static RuleSet parse(String text, String source) {
    Problems problems = new Problems();
    YamlMap root = YamlDocument.parse(text, source, problems);
    RuleSet rules =
        new RuleSet(
            text(root, "rules"),
            text(root, "version"),
            text(root, "spec"),
            TargetReader.read(root),
            Numbers.whole(root, "alert_from", 1, 1_000),
            list(root));
    root.refuseOthers();
    problems.throwIfAny(source);
    return rules;
  }

  private static String text(YamlMap map, String key) {
    return map.require(key).flatMap(YamlNode::text).orElse("");
  }

  private static List<Rule> list(YamlMap root) {
    List<Rule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlNode node : root.require("list").map(YamlNode::list).orElse(List.of())) {
      node.map().ifPresent(map -> rules.add(rule(map, ids)));
    }
    return rules;
  }

  private static Rule rule(YamlMap map, Set<String> ids) {
    String id = text(map, "id");
    if (!ID.matcher(id).matches() || !ids.add(id)) {
      map.require("id").ifPresent(node -> node.refuse("wrong_id", "new-words-with-hyphens"));
    }
    String when = text(map, "when");
    List<Double> tries = new ArrayList<>();
    for (YamlNode node : map.require("tries").map(YamlNode::list).orElse(List.of())) {
      OptionalDouble limit = node.number(-MOST, MOST);
      limit.ifPresent(tries::add);
    }
    if (!when.contains(Rule.LIMIT) && !tries.isEmpty()) {
      map.require("when").ifPresent(node -> node.refuse("no_limit", "with " + Rule.LIMIT));
    }
    Rule rule =
        new Rule(
            id,
            text(map, "event"),
            when,
            Numbers.real(map, "limit", -MOST, MOST),
            tries,
            Numbers.whole(map, "weight", 1, MAX_WEIGHT),
            text(map, "meaning"));
    map.refuseOthers();
    return rule;
  }
}
