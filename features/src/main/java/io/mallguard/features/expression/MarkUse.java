package io.mallguard.features.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;

/**
 * How a condition reads marked fields.
 *
 * <p>A mark that only stands under "and" and "or" can make the condition true once it is known, but
 * its absence never does: counting such events is sound at any time. Anywhere else (under "not", in
 * a comparison, in a choice) "not marked" is read as evidence, which is sound only after the time
 * the schema says one must wait.
 *
 * @param marks bit set of the marked fields that are read
 * @param absenceIsEvidence whether "not marked" can make the condition true
 */
public record MarkUse(int marks, boolean absenceIsEvidence) {
  private static final MarkUse NONE = new MarkUse(0, false);

  static MarkUse of(CelAbstractSyntaxTree ast, Scope scope) {
    return of(ast.getExpr(), scope, true);
  }

  private static MarkUse of(CelExpr expression, Scope scope, boolean onlyPositive) {
    switch (expression.getKind()) {
      case IDENT -> {
        return scope.variables().get(expression.ident().name()) instanceof Variable.MarkValue mark
            ? new MarkUse(1 << mark.index(), !onlyPositive)
            : NONE;
      }
      case CALL -> {
        String function = expression.call().function();
        boolean keeps = onlyPositive && (function.equals("_&&_") || function.equals("_||_"));
        MarkUse use = NONE;
        for (CelExpr argument : expression.call().args()) {
          use = use.and(of(argument, scope, keeps));
        }
        return use;
      }
      case LIST -> {
        MarkUse use = NONE;
        for (CelExpr element : expression.list().elements()) {
          use = use.and(of(element, scope, false));
        }
        return use;
      }
      case CONSTANT, SELECT, STRUCT, MAP, COMPREHENSION, NOT_SET -> {
        return NONE;
      }
    }
    return NONE;
  }

  private MarkUse and(MarkUse other) {
    return new MarkUse(marks | other.marks, absenceIsEvidence || other.absenceIsEvidence);
  }
}
