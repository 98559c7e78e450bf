package io.mallguard.features.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Optional;
import java.util.Set;

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

  /** Collects every name in a tree but those that stand for the elements of a list. */
  static void collectNames(CelExpr e, Set<String> bound, Set<String> names) {
    Optional<String> name = name(e);
    if (name.isPresent()) {
      if (!bound.contains(Trees.head(e).ident().name())) {
        names.add(name.get());
      }
      return;
    }
    switch (e.getKind()) {
      case SELECT -> collectNames(e.select().operand(), bound, names);
      case LIST -> e.list().elements().forEach(element -> collectNames(element, bound, names));
      case CALL -> collectCallNames(e.call(), bound, names);
      case CONSTANT, IDENT, STRUCT, MAP, COMPREHENSION, NOT_SET -> {}
    }
  }

  private static void collectCallNames(CelExpr.CelCall call, Set<String> bound, Set<String> names) {
    call.target().ifPresent(target -> collectNames(target, bound, names));
    if (ListCall.isOne(call)) {
      Set<String> inner = new java.util.HashSet<>(bound);
      inner.add(call.args().get(0).ident().name());
      collectNames(call.args().get(1), inner, names);
    } else {
      call.args().forEach(argument -> collectNames(argument, bound, names));
    }
  }
}
