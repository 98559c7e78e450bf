package io.mallguard.training.pipeline;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Classic rules over the columns of a feature spec, as people write them without any model: the
 * peer that every model must beat. The score of an event is the sum of the weights of the rules it
 * meets. Immutable.
 */
public final class RuleSet {
  /** Names of the rule sets that ship with mallguard. */
  public static final List<String> BUILT_IN = List.of("mall-classic");

  private final String name;
  private final String version;
  private final String spec;
  private final Target target;
  private final int alertFrom;
  private final List<Rule> rules;

  RuleSet(
      String name, String version, String spec, Target target, int alertFrom, List<Rule> rules) {
    this.name = name;
    this.version = version;
    this.spec = spec;
    this.target = target;
    this.alertFrom = alertFrom;
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads a rule set.
   *
   * @param nameOrFile one of {@link #BUILT_IN}, or a file
   * @throws io.mallguard.features.problem.InvalidInputException with all problems
   */
  public static RuleSet named(String nameOrFile) {
    if (BUILT_IN.contains(nameOrFile)) {
      String file = nameOrFile + "-rules.yaml";
      return RuleReader.parse(builtInText(file), "built-in " + file);
    }
    return RuleReader.parse(YamlDocument.textOf(Path.of(nameOrFile)), nameOrFile);
  }

  private static String builtInText(String file) {
    try (InputStream in = RuleSet.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no built-in " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  String version() {
    return version;
  }

  Target target() {
    return target;
  }

  /** The score from which an event is an alert. */
  int alertFrom() {
    return alertFrom;
  }

  List<Rule> rules() {
    return rules;
  }

  /**
   * Compiles the rules with their limits.
   *
   * @throws io.mallguard.features.problem.InvalidInputException if a condition is wrong
   */
  CompiledRules compile(EventSchema schema) {
    return CompiledRules.of(spec, schema, rules);
  }

  RuleSet with(int otherAlertFrom, List<Rule> otherRules) {
    return new RuleSet(name, version, spec, target, otherAlertFrom, otherRules);
  }

  /** The rule set as a file that reads back to it. */
  public String toYaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("rules: ").append(name).append("\nversion: \"").append(version);
    yaml.append("\"\nspec: ").append(spec).append('\n').append(target.toYaml());
    yaml.append("alert_from: ").append(alertFrom).append("\nlist:\n");
    for (Rule rule : rules) {
      yaml.append(
          String.format(
              Locale.ROOT,
              "  - {id: %s, event: %s, weight: %d, limit: %s, tries: %s,%n     when: \"%s\",%n"
                  + "     meaning: \"%s\"}%n",
              rule.id(),
              rule.event(),
              rule.weight(),
              rule.limit(),
              rule.tries(),
              rule.when(),
              rule.meaning()));
    }
    return yaml.toString();
  }
}
