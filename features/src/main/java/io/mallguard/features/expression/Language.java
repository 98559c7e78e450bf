package io.mallguard.features.expression;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.cel.checker.CelChecker;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operators and functions of expressions with their types, declared to CEL's checker in place
 * of CEL's own: whole and real numbers mix, and nothing is declared that can't be compiled.
 * Immutable.
 */
final class Language {
  /** Type of a look-up's record. */
  static final OpaqueType RECORD = OpaqueType.create("look-up");

  /** Type of a list of the event. */
  static final OpaqueType ELEMENTS = OpaqueType.create("list-of-elements");

  private static final List<CelType> NUMBERS = List.of(INT, DOUBLE);
  private static final Language THE = new Language();

  private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
  private final Map<String, CelFunctionDecl> functions = new LinkedHashMap<>();
  private final CelParser parser = CelParserFactory.standardCelParserBuilder().build();

  private Language() {
    operators();
    numberFunctions();
    otherFunctions();
    overloads.forEach(
        (name, variants) ->
            functions.put(name, CelFunctionDecl.newFunctionDeclaration(name, variants)));
  }

  /** CEL's parser, without macros. */
  static CelParser parser() {
    return THE.parser;
  }

  /** CEL's checker for some names and functions: it is made anew for every expression. */
  static CelChecker checker(Map<String, CelType> names, Set<String> usedFunctions) {
    CelCheckerBuilder builder =
        CelCompilerFactory.standardCelCheckerBuilder().setStandardEnvironmentEnabled(false);
    usedFunctions.forEach(
        name -> builder.addFunctionDeclarations(requireNonNull(THE.functions.get(name))));
    names.forEach(
        (name, type) -> builder.addVarDeclarations(CelVarDecl.newVarDeclaration(name, type)));
    return builder.build();
  }

  /** Whether there is such an operator or function. */
  static boolean has(String function) {
    return THE.overloads.containsKey(function);
  }

  /** The functions that have a name. */
  static List<String> functionNames() {
    return THE.overloads.keySet().stream()
        .filter(name -> Character.isLetter(name.charAt(0)))
        .toList();
  }

  private void operators() {
    for (String name : List.of("_+_", "_-_", "_*_", "_/_")) {
      mixed(name, 2);
    }
    declare("_%_", INT, INT, INT);
    mixed("-_", 1);
    declare("!_", BOOL, BOOL);
    declare("_&&_", BOOL, BOOL, BOOL);
    declare("_||_", BOOL, BOOL, BOOL);
    for (CelType type : List.of(INT, DOUBLE, STRING, BOOL)) {
      declare("_?_:_", type, BOOL, type, type);
      declare("@in", BOOL, type, ListType.create(type));
    }
    declare("_?_:_", DOUBLE, BOOL, INT, DOUBLE);
    declare("_?_:_", DOUBLE, BOOL, DOUBLE, INT);
    declare("@in", BOOL, INT, ListType.create(DOUBLE));
    declare("@in", BOOL, DOUBLE, ListType.create(INT));
    for (String name : List.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_")) {
      numbers(name, BOOL, 2);
    }
    for (String name : List.of("_==_", "_!=_")) {
      declare(name, BOOL, STRING, STRING);
      declare(name, BOOL, BOOL, BOOL);
    }
  }

  private void numberFunctions() {
    numbers("ratio", DOUBLE, 2);
    numbers("shrunk", DOUBLE, 4);
    numbers("clumpiness", DOUBLE, 4);
    numbers("log", DOUBLE, 1);
    numbers("sqrt", DOUBLE, 1);
    mixed("abs", 1);
    mixed("min", 2);
    mixed("min", 3);
    mixed("max", 2);
    mixed("max", 3);
    numbers("floor", INT, 1);
    numbers("xlogx_fixed", INT, 1);
    declare("first_two_digits", INT, INT);
    declare("missing", DOUBLE);
  }

  private void otherFunctions() {
    declare("local_hour", INT, INT);
    declare("local_weekday", INT, INT);
    declare("local_day", INT, INT);
    for (CelType type : List.of(INT, DOUBLE, BOOL)) {
      declare("double", DOUBLE, type);
      declare("int", INT, type);
    }
    for (CelType type : List.of(INT, DOUBLE, BOOL, STRING)) {
      declare("is_nan", BOOL, type);
    }
    declare("known", BOOL, RECORD);
    declare("tri", DOUBLE, BOOL);
    declare("code", INT, STRING);
    numbers("differ", DOUBLE, 2);
    declare("differ", DOUBLE, STRING, STRING);
    declare("differ", DOUBLE, BOOL, BOOL);
    declare("table", DOUBLE, STRING, STRING);
    declare("table", DOUBLE, STRING, STRING, STRING);
    declare("table_row", INT, STRING, STRING);
    for (CelType from : List.of(STRING, INT, DOUBLE)) {
      for (CelType to : List.of(STRING, INT, DOUBLE)) {
        declare("distance_km", DOUBLE, STRING, from, to);
      }
    }
  }

  /** For every mixture of whole and real numbers; whole only if all are. */
  private void mixed(String name, int arguments) {
    for (List<CelType> types : mixtures(arguments)) {
      declare(name, types.contains(DOUBLE) ? DOUBLE : INT, types.toArray(CelType[]::new));
    }
  }

  /** For every mixture of whole and real numbers. */
  private void numbers(String name, CelType result, int arguments) {
    for (List<CelType> types : mixtures(arguments)) {
      declare(name, result, types.toArray(CelType[]::new));
    }
  }

  private static List<List<CelType>> mixtures(int arguments) {
    List<List<CelType>> mixtures = List.of(List.of());
    for (int i = 0; i < arguments; i++) {
      List<List<CelType>> longer = new ArrayList<>();
      for (List<CelType> mixture : mixtures) {
        for (CelType type : NUMBERS) {
          longer.add(ImmutableList.<CelType>builder().addAll(mixture).add(type).build());
        }
      }
      mixtures = longer;
    }
    return mixtures;
  }

  private void declare(String name, CelType result, CelType... arguments) {
    List<CelOverloadDecl> variants = overloads.computeIfAbsent(name, n -> new ArrayList<>());
    String id = "mallguard_" + name + variants.size();
    variants.add(CelOverloadDecl.newGlobalOverload(id, result, arguments));
  }
}
