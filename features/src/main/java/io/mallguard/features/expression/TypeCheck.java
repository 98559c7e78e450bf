package io.mallguard.features.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets CEL check the types of a prepared expression and tells its issues in our words. */
final class TypeCheck {
  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.*)' applied to '\\((.*)\\)' \\(candidates: (.*)\\)");

  private TypeCheck() {}

  /** Prepares and checks an expression. */
  static Optional<Checked> of(Preparation preparation, CelExpr parsed) {
    CelExpr prepared = preparation.prepare(parsed);
    CelAbstractSyntaxTree tree = CelAbstractSyntaxTree.newParsedAst(prepared, preparation.source());
    CelValidationResult result =
        Language.checker(preparation.types(), preparation.functions()).check(tree);
    result.getErrors().forEach(issue -> note(preparation, issue));
    if (result.hasError() || !preparation.isComplete()) {
      return Optional.empty();
    }
    return Optional.of(
        new Checked(
            astOf(result),
            Map.copyOf(preparation.variables()),
            Map.copyOf(preparation.filters()),
            List.of()));
  }

  /** The tree of a result without errors. */
  static CelAbstractSyntaxTree astOf(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where an issue was found, in code points. */
  static int placeOf(CelSource source, CelIssue issue) {
    return source.getLocationOffset(issue.getSourceLocation()).orElse(0);
  }

  private static void note(Preparation preparation, CelIssue issue) {
    String message = issue.getMessage().lines().findFirst().orElse("");
    Matcher overload = NO_OVERLOAD.matcher(message);
    int place = placeOf(preparation.source(), issue);
    if (overload.matches()) {
      String function = Trees.shown(overload.group(1));
      preparation
          .findings()
          .add(
              Trees.placeOfCall(overload.group(1), place),
              "wrong_types",
              function + " of (" + words(overload.group(2)) + ")",
              function + " of " + words(overload.group(3)).replace("),(", "), ("));
    } else {
      String legal = "an expression of fitting types";
      preparation.findings().add(place, "not_an_expression", message, legal);
    }
  }

  private static String words(String types) {
    return types
        .replaceAll("\\bint\\b", "whole number")
        .replaceAll("\\bdouble\\b", "real number")
        .replaceAll("\\bstring\\b", "text")
        .replaceAll("\\bbool\\b", "condition")
        .replaceAll("\\blist-of-elements\\b", "list");
  }

  /** A type in words. */
  static String word(CelType type) {
    return words(type.name());
  }
}
