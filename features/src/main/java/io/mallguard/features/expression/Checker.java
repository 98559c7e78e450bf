package io.mallguard.features.expression;

import dev.cel.common.CelSource;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an expression and the filters it names, however deep; every problem is noted at its place.
 * One owner thread.
 */
final class Checker {
  /** Longer expressions are refused. */
  static final int MAX_CHARS = 2000;

  /** Deeper ones too: CEL's checker and ours are recursive. */
  static final int MAX_DEPTH = 100;

  private static final String TOO_DEEP = "deep nesting";
  private static final String LEGAL_DEPTH = "at most " + MAX_DEPTH + " levels deep";

  private final Scope scope;
  private final ListCalls lists;
  private final List<String> path = new ArrayList<>();
  private final Map<String, Optional<Checked>> filters = new HashMap<>();

  /** A checker of expressions without lists. */
  Checker(Scope scope) {
    this(scope, ListCalls.none());
  }

  /** A checker of expressions over an event and its lists. */
  Checker(Scope scope, ListCalls lists) {
    this.scope = scope;
    this.lists = lists;
  }

  /** Checks the expression that a node holds. */
  Optional<Checked> check(YamlNode node) {
    return node.text().flatMap(text -> check(text, new Findings(node, "")));
  }

  private Optional<Checked> check(String text, Findings findings) {
    if (text.length() > MAX_CHARS) {
      String found = text.length() + " characters";
      findings.addSyntax(0, found, "at most " + MAX_CHARS + " characters");
      return Optional.empty();
    }
    DurationLiterals literals = DurationLiterals.in(text);
    literals
        .byPlace()
        .forEach(
            (place, literal) -> {
              if (literal.millis() == 0) {
                String found = "'" + literal.written() + "'";
                findings.add(place, "not_a_duration", found, Durations.LEGAL);
              }
            });
    return parse(literals, findings).flatMap(parsed -> typed(parsed, literals, findings));
  }

  private record Parsed(CelExpr tree, CelSource source) {}

  private static Optional<Parsed> parse(DurationLiterals literals, Findings findings) {
    CelValidationResult result = Language.parser().parse(literals.text());
    result
        .getErrors()
        .forEach(
            issue -> {
              String message = issue.getMessage().lines().findFirst().orElse("");
              int place = TypeCheck.placeOf(result.getSource(), issue);
              if (message.contains("recursion limit")) {
                findings.addSyntax(0, TOO_DEEP, LEGAL_DEPTH);
              } else {
                findings.addSyntax(
                    place, literals.asWritten(message), "an expression in CEL's syntax");
              }
            });
    if (result.hasError()) {
      return Optional.empty();
    }
    CelExpr tree = TypeCheck.astOf(result).getExpr();
    if (Trees.depth(tree) > MAX_DEPTH) {
      findings.addSyntax(0, TOO_DEEP, LEGAL_DEPTH);
      return Optional.empty();
    }
    return Optional.of(new Parsed(tree, result.getSource()));
  }

  private Optional<Checked> typed(Parsed parsed, DurationLiterals literals, Findings findings) {
    Preparation preparation =
        new Preparation(
            scope,
            parsed.source(),
            literals,
            findings,
            (name, place) -> filter(name, place, findings),
            lists);
    return TypeCheck.of(preparation, parsed.tree());
  }

  private Optional<Checked> filter(String name, int place, Findings user) {
    if (path.contains(name)) {
      String circle = String.join(" -> ", path) + " -> " + name;
      user.add(place, "filters_in_a_circle", circle, "filters that don't need themselves");
      return Optional.empty();
    }
    Optional<Checked> known = filters.get(name);
    if (known != null) {
      return known;
    }
    path.add(name);
    Optional<Checked> checked = checkFilter(name, user.place(place));
    path.remove(path.size() - 1);
    filters.put(name, checked);
    return checked;
  }

  private Optional<Checked> checkFilter(String name, String userPlace) {
    YamlNode node = java.util.Objects.requireNonNull(scope.filters().get(name));
    Findings findings = new Findings(node, " (filter " + name + ", named at " + userPlace + ")");
    Optional<Checked> checked = node.text().flatMap(text -> check(text, findings));
    if (checked.isPresent() && !checked.get().resultType().equals(SimpleType.BOOL)) {
      findings.addSyntax(0, "a " + TypeCheck.word(checked.get().resultType()), "a condition");
      return Optional.empty();
    }
    return checked;
  }
}
