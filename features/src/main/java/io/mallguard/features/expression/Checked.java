package io.mallguard.features.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.Map;

/**
 * An expression whose syntax, names and types are right. Immutable.
 *
 * @param ast the typed tree; every name is a single identifier, however many dots it has
 * @param variables what the names in it stand for
 * @param filters the conditions that are named in it
 * @param listCalls what it asks of lists, in the order in which to answer
 */
record Checked(
    CelAbstractSyntaxTree ast,
    Map<String, Variable> variables,
    Map<String, Checked> filters,
    List<ListCall> listCalls) {
  CelExpr tree() {
    return ast.getExpr();
  }

  CelType resultType() {
    return ast.getResultType();
  }
}
