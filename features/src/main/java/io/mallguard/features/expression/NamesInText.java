package io.mallguard.features.expression;

import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the names in a text by parsing alone. One owner thread. */
final class NamesInText {
  private final DurationLiterals literals;
  private final Map<Long, Integer> places;
  private final Set<String> names = new LinkedHashSet<>();

  private NamesInText(DurationLiterals literals, Map<Long, Integer> places) {
    this.literals = literals;
    this.places = places;
  }

  /** Every dotted name but {@code nan} and what stands for the elements of a list. */
  static Set<String> of(String text) {
    if (text.length() > Checker.MAX_CHARS) {
      return Set.of();
    }
    DurationLiterals literals = DurationLiterals.in(text);
    CelValidationResult result = Language.parser().parse(literals.text());
    if (result.hasError()) {
      return Set.of();
    }
    NamesInText names = new NamesInText(literals, result.getSource().getPositionsMap());
    names.collect(TypeCheck.astOf(result).getExpr(), Set.of("nan"));
    return names.names;
  }

  private void collect(CelExpr e, Set<String> bound) {
    Optional<String> name = Trees.name(e);
    if (name.isPresent()) {
      CelExpr head = Trees.head(e);
      boolean isDuration = literals.byPlace().containsKey(places.getOrDefault(head.id(), 0));
      if (!isDuration && !bound.contains(head.ident().name())) {
        names.add(name.get());
      }
      return;
    }
    switch (e.getKind()) {
      case SELECT -> collect(e.select().operand(), bound);
      case LIST -> e.list().elements().forEach(element -> collect(element, bound));
      case CALL -> collectCall(e.call(), bound);
      case CONSTANT, IDENT, STRUCT, MAP, COMPREHENSION, NOT_SET -> {}
    }
  }

  private void collectCall(CelExpr.CelCall call, Set<String> bound) {
    call.target().ifPresent(target -> collect(target, bound));
    if (ListCall.isOne(call)) {
      Set<String> inner = new HashSet<>(bound);
      inner.add(call.args().get(0).ident().name());
      collect(call.args().get(1), inner);
    } else {
      call.args().forEach(argument -> collect(argument, bound));
    }
  }
}
