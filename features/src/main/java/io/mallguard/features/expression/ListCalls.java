package io.mallguard.features.expression;

import dev.cel.common.ast.CelExpr;
import io.mallguard.features.event.Field;
import io.mallguard.features.yaml.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compiles what an expression asks of lists. One owner thread. */
final class ListCalls {
  private final List<ListCall> calls = new ArrayList<>();
  private final boolean allowed;
  private int nextSlot;

  private ListCalls(boolean allowed, int firstSlot) {
    this.allowed = allowed;
    this.nextSlot = firstSlot;
  }

  /** Calls whose elements and answers stand in slots from the given one on. */
  static ListCalls from(int firstSlot) {
    return new ListCalls(true, firstSlot);
  }

  /** For expressions that can't ask anything of a list. */
  static ListCalls none() {
    return new ListCalls(false, 0);
  }

  /** Whether lists can be asked. */
  boolean allowed() {
    return allowed;
  }

  /** The calls in the order in which to answer them. */
  List<ListCall> all() {
    return List.copyOf(calls);
  }

  /** How many slots an event and the calls need. */
  int slots() {
    return nextSlot;
  }

  Optional<ListCall> compile(
      Preparation outer, CelExpr e, CelExpr.CelCall call, Variable.Elements elements) {
    Optional<ListCall.Function> function = function(call.function());
    if (function.isEmpty()) {
      List<String> legal =
          Arrays.stream(ListCall.Function.values()).map(ListCall.Function::word).toList();
      outer
          .findings()
          .add(
              Trees.placeOfCall(call.function(), outer.placeOf(e.id())),
              "unknown_function",
              "'" + call.function() + "' of a list",
              Names.oneOf(call.function(), legal));
      return Optional.empty();
    }
    return function.get() == ListCall.Function.SIZE
        ? size(outer, e, call, elements)
        : overElements(outer, e, call, elements, function.get());
  }

  private static Optional<ListCall.Function> function(String word) {
    return Arrays.stream(ListCall.Function.values()).filter(f -> f.word().equals(word)).findFirst();
  }

  private Optional<ListCall> size(
      Preparation outer, CelExpr e, CelExpr.CelCall call, Variable.Elements elements) {
    if (call.args().size() != (call.target().isPresent() ? 0 : 1)) {
      outer
          .findings()
          .add(
              Trees.placeOfCall(call.function(), outer.placeOf(e.id())),
              "wrong_arguments",
              "arguments",
              "list.size() without any");
      return Optional.empty();
    }
    Whole none = (slots, row) -> Field.ABSENT;
    return Optional.of(add(elements, ListCall.Function.SIZE, none, nextSlot, 0));
  }

  private Optional<ListCall> overElements(
      Preparation outer,
      CelExpr e,
      CelExpr.CelCall call,
      Variable.Elements elements,
      ListCall.Function function) {
    if (!ListCall.isOne(call)) {
      String legal = "list." + function.word() + "(x, expression over x)";
      outer
          .findings()
          .add(
              Trees.placeOfCall(call.function(), outer.placeOf(e.id())),
              "wrong_arguments",
              "other arguments",
              legal);
      return Optional.empty();
    }
    String element = call.args().get(0).ident().name();
    int elementSlot = nextSlot;
    Scope inner = withElement(outer.scope(), element, elements.fields(), elementSlot);
    Optional<Checked> checked = TypeCheck.of(outer.within(inner), call.args().get(1));
    if (checked.isEmpty()) {
      return Optional.empty();
    }
    if (!checked.get().resultType().equals(function.elementType())) {
      outer
          .findings()
          .add(
              outer.placeOf(Trees.head(call.args().get(1)).id()),
              "wrong_kind",
              "an expression of type " + TypeCheck.word(checked.get().resultType()),
              "of type " + TypeCheck.word(function.elementType()));
      return Optional.empty();
    }
    Whole value = new Compiler(checked.get(), inner).value();
    return Optional.of(add(elements, function, value, elementSlot, elements.fields().size()));
  }

  private ListCall add(
      Variable.Elements elements,
      ListCall.Function function,
      Whole value,
      int elementSlot,
      int fields) {
    int result = elementSlot + fields;
    ListCall call = new ListCall(elements.list(), function, value, elementSlot, result);
    calls.add(call);
    nextSlot = result + 1;
    return call;
  }

  private static Scope withElement(Scope outer, String element, List<Field> fields, int slot) {
    Scope.Builder inner = Scope.builder(outer.zone(), outer.tables());
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      inner.add(element + "." + field.name(), variable(field, slot + i));
      if (fields.size() == 1) {
        inner.add(element, variable(field, slot));
      }
    }
    outer.variables().forEach(inner::add);
    outer.filters().forEach(inner::filter);
    return inner.build();
  }

  private static Variable variable(Field field, int slot) {
    return switch (field.kind()) {
      case MONEY, INTEGER, TIME -> new Variable.Number(slot);
      case BOOL -> new Variable.Bool(slot);
      case ENUM -> new Variable.Enumerated(slot, field.values());
      case ID, ENTITY, TEXT -> new Variable.Text(slot);
    };
  }
}
