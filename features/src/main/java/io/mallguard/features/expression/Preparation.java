package io.mallguard.features.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.mallguard.features.yaml.Names;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Makes a parsed expression ready for CEL's checker: durations become numbers, dotted names single
 * identifiers, list calls identifiers of their answer. Notes every name and word that is not known;
 * such names get CEL's type that fits anywhere, so that the checker can go on. One owner thread.
 */
final class Preparation {
  /** Stands for what can't be used at all. */
  private static final String UNUSABLE = "@unusable";

  private final Scope scope;
  private final CelSource source;
  private final DurationLiterals literals;
  private final Findings findings;
  private final BiFunction<String, Integer, Optional<Checked>> filterNamed;
  private final ListCalls lists;
  private final Map<String, CelType> types = new HashMap<>();
  private final Set<String> functions = new HashSet<>();
  private final Map<String, Variable> variables = new HashMap<>();
  private final Map<String, Checked> filters = new HashMap<>();
  private boolean complete = true;

  /**
   * A preparation of one expression.
   *
   * @param filterNamed checks the filter of a name that stands at a code point
   * @param lists takes the list calls
   */
  Preparation(
      Scope scope,
      CelSource source,
      DurationLiterals literals,
      Findings findings,
      BiFunction<String, Integer, Optional<Checked>> filterNamed,
      ListCalls lists) {
    this.scope = scope;
    this.source = source;
    this.literals = literals;
    this.findings = findings;
    this.filterNamed = filterNamed;
    this.lists = lists;
  }

  /** The types of the names in what was prepared. */
  Map<String, CelType> types() {
    return types;
  }

  /** The functions and operators in what was prepared. */
  Set<String> functions() {
    return functions;
  }

  /** The variables in what was prepared. */
  Map<String, Variable> variables() {
    return variables;
  }

  /** Whether nothing was noted and every filter is right. */
  boolean isComplete() {
    return complete && findings.isEmpty();
  }

  /** The filters named in what was prepared. */
  Map<String, Checked> filters() {
    return filters;
  }

  CelExpr prepare(CelExpr e) {
    Optional<String> name = Trees.name(e);
    if (name.isPresent()) {
      return name(Trees.head(e).id(), name.get());
    }
    return switch (e.getKind()) {
      case CONSTANT -> e;
      case CALL -> call(e, e.call());
      case LIST ->
          CelExpr.ofList(e.id(), prepareAll(e.list().elements()), e.list().optionalIndices());
      case IDENT, SELECT, STRUCT, MAP, COMPREHENSION, NOT_SET -> {
        findings.add(placeOf(e.id()), "not_an_expression", "something unusable", LEGAL);
        yield unusable(e.id());
      }
    };
  }

  private static final String LEGAL =
      "made of names, constants, operators, functions and, after 'in', lists";

  private ImmutableList<CelExpr> prepareAll(List<CelExpr> all) {
    return all.stream().map(this::prepare).collect(ImmutableList.toImmutableList());
  }

  private CelExpr name(long id, String name) {
    int place = placeOf(id);
    DurationLiterals.Literal literal = literals.byPlace().get(place);
    if (literal != null) {
      return CelExpr.ofConstant(id, CelConstant.ofValue(literal.millis()));
    }
    Variable variable = scope.variables().get(name);
    if (variable != null) {
      variables.put(name, variable);
      types.put(name, typeOf(variable));
    } else if (name.equals("nan")) {
      types.put(name, SimpleType.DOUBLE);
    } else if (scope.filters().containsKey(name)) {
      types.put(name, SimpleType.BOOL);
      Optional<Checked> filter = filterNamed.apply(name, place);
      filter.ifPresent(checked -> filters.put(name, checked));
      complete &= filter.isPresent();
    } else {
      findings.add(place, "unknown_name", "'" + name + "'", Names.oneOf(name, scope.names()));
      types.put(name, SimpleType.DYN);
    }
    return CelExpr.ofIdent(id, name);
  }

  private CelExpr call(CelExpr e, CelExpr.CelCall call) {
    if (call.target().isPresent() || call.function().equals("size")) {
      return listCall(e, call);
    }
    if (!Language.has(call.function())) {
      findings.add(
          Trees.placeOfCall(call.function(), placeOf(e.id())),
          "unknown_function",
          Trees.shown(call.function()),
          Names.oneOf(call.function(), Language.functionNames()));
      prepareAll(call.args());
      return unusable(e.id());
    }
    functions.add(call.function());
    Words.check(this, call);
    return CelExpr.ofCall(e.id(), Optional.empty(), call.function(), prepareAll(call.args()));
  }

  private CelExpr listCall(CelExpr e, CelExpr.CelCall call) {
    CelExpr list = call.target().orElseGet(() -> call.args().isEmpty() ? e : call.args().get(0));
    Optional<Variable.Elements> elements =
        Trees.name(list)
            .map(scope.variables()::get)
            .filter(Variable.Elements.class::isInstance)
            .map(Variable.Elements.class::cast);
    if (elements.isEmpty() || !lists.allowed()) {
      findings.add(
          Trees.placeOfCall(call.function(), placeOf(e.id())),
          "unknown_function",
          Trees.shown(call.function()) + " of something",
          "asked of a list of the event, in a computed field of a schema");
      return unusable(e.id());
    }
    Optional<ListCall> compiled = lists.compile(this, e, call, elements.get());
    if (compiled.isEmpty()) {
      return unusable(e.id());
    }
    String name = "@list" + compiled.get().resultSlot();
    boolean isBool = compiled.get().function().resultType().equals(SimpleType.BOOL);
    int slot = compiled.get().resultSlot();
    variables.put(name, isBool ? new Variable.Bool(slot) : new Variable.Number(slot));
    types.put(name, compiled.get().function().resultType());
    return CelExpr.ofIdent(e.id(), name);
  }

  private CelExpr unusable(long id) {
    types.put(UNUSABLE, SimpleType.DYN);
    return CelExpr.ofIdent(id, UNUSABLE);
  }

  /** What a name stands for, if it is no duration. */
  Optional<Variable> variable(CelExpr e) {
    return literals.byPlace().containsKey(placeOf(Trees.head(e).id()))
        ? Optional.empty()
        : Trees.name(e).map(scope.variables()::get);
  }

  Scope scope() {
    return scope;
  }

  CelSource source() {
    return source;
  }

  DurationLiterals literals() {
    return literals;
  }

  Findings findings() {
    return findings;
  }

  /** The same for a part of the expression in which more names are known. */
  Preparation within(Scope inner) {
    return new Preparation(inner, source, literals, findings, filterNamed, ListCalls.none());
  }

  /** Where a part of the expression stands, in code points. */
  int placeOf(long id) {
    return source.getPositionsMap().getOrDefault(id, 0);
  }

  private static CelType typeOf(Variable variable) {
    if (variable instanceof Variable.Number) {
      return SimpleType.INT;
    }
    if (variable instanceof Variable.Column) {
      return SimpleType.DOUBLE;
    }
    if (variable instanceof Variable.Bool || variable instanceof Variable.Mark) {
      return SimpleType.BOOL;
    }
    if (variable instanceof Variable.Record) {
      return Language.RECORD;
    }
    return variable instanceof Variable.Elements ? Language.ELEMENTS : SimpleType.STRING;
  }
}
