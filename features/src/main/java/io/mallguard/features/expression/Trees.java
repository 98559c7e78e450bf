package io.mallguard.features.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Optional;

/** Questions about CEL's trees. */
final class Trees {
  private Trees() {}

  /** The name that an identifier, or a chain of selections from one, spells. */
  static Optional<String> name(CelExpr e) {
    if (e.getKind() == Kind.IDENT) {
      return Optional.of(e.ident().name());
    }
    if (e.getKind() == Kind.SELECT && !e.select().testOnly()) {
      return name(e.select().operand()).map(head -> head + "." + e.select().field());
    }
    return Optional.empty();
  }

  /** The identifier a chain of selections starts with, else the tree itself. */
  static CelExpr head(CelExpr e) {
    return e.getKind() == Kind.SELECT ? head(e.select().operand()) : e;
  }

  /** The text of a text constant. */
  static Optional<String> textConstant(CelExpr e) {
    boolean isText =
        e.getKind() == Kind.CONSTANT
            && e.constant().getKind() == dev.cel.common.ast.CelConstant.Kind.STRING_VALUE;
    return isText ? Optional.of(e.constant().stringValue()) : Optional.empty();
  }

  /** The number of levels. */
  static int depth(CelExpr e) {
    return 1
        + switch (e.getKind()) {
          case SELECT -> depth(e.select().operand());
          case CALL ->
              Math.max(
                  e.call().target().map(Trees::depth).orElse(0),
                  e.call().args().stream().mapToInt(Trees::depth).max().orElse(0));
          case LIST -> e.list().elements().stream().mapToInt(Trees::depth).max().orElse(0);
          case CONSTANT, IDENT, STRUCT, MAP, COMPREHENSION, NOT_SET -> 0;
        };
  }

  /** A function in quotes, an operator without CEL's underscores. */
  static String shown(String function) {
    boolean named = isNamed(function);
    return "'" + (named ? function : function.replace("_", " ").strip().replace("@in", "in")) + "'";
  }

  /** Where the name of a function starts; CEL places a call at its bracket. */
  static int placeOfCall(String function, int place) {
    return isNamed(function) ? Math.max(0, place - function.length()) : place;
  }

  private static boolean isNamed(String function) {
    return Character.isLetter(function.charAt(0));
  }
}
