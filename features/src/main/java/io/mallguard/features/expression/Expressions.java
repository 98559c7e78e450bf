package io.mallguard.features.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import io.mallguard.features.yaml.YamlNode;
import java.util.Optional;

/**
 * Compiles expressions in CEL syntax: CEL's own parser and type checker, then closures over the
 * slots of an event. CEL's runtime is not used: it costs a hundred times a closure.
 *
 * <p>Beyond CEL's operators there are {@code local_hour(t)} (0-23) and {@code local_weekday(t)} (1
 * Monday - 7 Sunday) in the schema's time zone, and {@code missing()}. A comparison with an absent
 * value is false, arithmetic with one is absent, division by zero and overflow are absent.
 */
public final class Expressions {
  /** Longer expressions are refused. */
  static final int MAX_CHARS = 2000;

  private Expressions() {}

  /** Compiles a condition; problems go to the node. */
  public static Optional<CheckedCondition> condition(YamlNode node, Scope scope) {
    Optional<CelAbstractSyntaxTree> ast = check(node, scope);
    if (ast.isEmpty()) {
      return Optional.empty();
    }
    if (!ast.get().getResultType().equals(SimpleType.BOOL)) {
      node.refuse("not_a_condition", "an expression that is true or false");
      return Optional.empty();
    }
    ClosureCompiler compiler = new ClosureCompiler(ast.get(), scope, node);
    return compiler
        .compile(() -> compiler.truth(ast.get().getExpr()))
        .map(
            truth ->
                new CheckedCondition(
                    (event, marks) -> truth.at(event, marks, NO_ROW),
                    MarkUse.of(ast.get(), scope)));
  }

  /** Compiles a derived value: a number, or a condition that counts as 1 or 0. */
  public static Optional<DerivedValue> value(YamlNode node, Scope scope) {
    Optional<CelAbstractSyntaxTree> ast = check(node, scope);
    if (ast.isEmpty()) {
      return Optional.empty();
    }
    CelType type = ast.get().getResultType();
    if (!type.equals(SimpleType.BOOL)
        && !type.equals(SimpleType.INT)
        && !type.equals(SimpleType.DOUBLE)) {
      node.refuse("not_a_number", "an expression that is a number, true or false");
      return Optional.empty();
    }
    ClosureCompiler compiler = new ClosureCompiler(ast.get(), scope, node);
    return compiler
        .compile(() -> compiler.number(ast.get().getExpr()))
        .map(real -> (event, row) -> real.at(event, 0, row));
  }

  private static final double[] NO_ROW = {};

  private static Optional<CelAbstractSyntaxTree> check(YamlNode node, Scope scope) {
    Optional<String> text = node.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().length() > MAX_CHARS) {
      node.refuse("too_long", "at most " + MAX_CHARS + " characters");
      return Optional.empty();
    }
    CelValidationResult result = compilerFor(scope).compile(text.get(), node.place());
    if (result.hasError()) {
      result.getErrors().forEach(issue -> note(issue, node, scope));
      return Optional.empty();
    }
    try {
      return Optional.of(result.getAst());
    } catch (CelValidationException e) {
      node.refuse("not_an_expression", "a CEL expression: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static void note(CelIssue issue, YamlNode node, Scope scope) {
    int column = Math.max(0, issue.getSourceLocation().getColumn());
    String first = issue.getMessage().lines().findFirst().orElse("");
    String names =
        first.startsWith("undeclared reference")
            ? "; known names: " + String.join(", ", scope.plainNames())
            : "";
    node.problems()
        .add(
            node.placeInside(column),
            "not_an_expression",
            first,
            "an expression over known names of fitting types" + names);
  }

  private static CelCompiler compilerFor(Scope scope) {
    CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder();
    scope.variables().forEach((name, variable) -> builder.addVar(name, variable.celType()));
    return builder
        .addFunctionDeclarations(
            function("local_hour", SimpleType.INT, SimpleType.INT),
            function("local_weekday", SimpleType.INT, SimpleType.INT),
            function("missing", SimpleType.DOUBLE))
        .build();
  }

  private static CelFunctionDecl function(String name, CelType result, CelType... arguments) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload("mallguard_" + name, result, arguments));
  }
}
