package io.mallguard.features.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compiles expressions in CEL syntax: CEL's own parser and type checker, then closures over the
 * slots of an event and the columns of its row. CEL's runtime is not used: it costs a hundred times
 * a closure.
 *
 * <p>Values are conditions, whole numbers, real numbers and texts. Whole and real numbers mix, the
 * result is real. Ids, texts and enum words can be compared for equality with each other and with
 * quoted texts. {@code 7d}, {@code 48h}, {@code 10m}, {@code 30s} are milliseconds.
 *
 * <p>Any value can be absent. A comparison with an absent value is false, whatever the operator.
 * Arithmetic with one is absent, and so are division by zero and overflow. A field that is true,
 * false or absent counts as false where a condition is needed, hence {@code !x} is true of an
 * absent x; {@code x == false} is not. As a number it is 1, 0 or absent. Every other condition, a
 * filter too, is either true or false.
 *
 * <table>
 * <caption>Functions</caption>
 * <tr><td>{@code nan}, {@code missing()}</td><td>the absent number</td></tr>
 * <tr><td>{@code is_nan(x)}</td><td>whether a value is absent</td></tr>
 * <tr><td>{@code known(l)}</td><td>whether a look-up found a record</td></tr>
 * <tr><td>{@code ratio(a, b)}</td><td>{@code a / b} in real numbers</td></tr>
 * <tr><td>{@code shrunk(x, n, p, k)}</td><td>{@link Formulas#shrunk}</td></tr>
 * <tr><td>{@code tri(b)}</td><td>1, 0 or absent</td></tr>
 * <tr><td>{@code code(e)}</td><td>position of an enum word, from 0</td></tr>
 * <tr><td>{@code differ(a, b)}</td><td>1 if both are known and unequal, 0 if equal</td></tr>
 * <tr><td>{@code min}, {@code max}, {@code abs}, {@code sqrt}, {@code log}</td><td>absent if any
 * argument is, or outside the domain</td></tr>
 * <tr><td>{@code floor}, {@code int}</td><td>rounded down, toward zero: whole</td></tr>
 * <tr><td>{@code double(x)}</td><td>as a real number</td></tr>
 * <tr><td>{@code first_two_digits(n)}</td><td>{@link Formulas#firstTwoDigits}</td></tr>
 * <tr><td>{@code xlogx_fixed(x)}</td><td>{@link Formulas#xlogxFixed}</td></tr>
 * <tr><td>{@code clumpiness(s, g, n, w)}</td><td>{@link Formulas#clumpiness}</td></tr>
 * <tr><td>{@code local_hour(t)}, {@code local_weekday(t)}, {@code local_day(t)}</td><td>0-23; 1
 * Monday to 7; days since 1970-01-01, in the schema's zone</td></tr>
 * <tr><td>{@code table('name', key[, 'column'])}</td><td>a number of a reference table</td></tr>
 * <tr><td>{@code table_row('name', key)}</td><td>position of a key in the sorted table</td></tr>
 * <tr><td>{@code distance_km('name', a, b)}</td><td>between two keys or rows of a table with
 * columns lat and lon</td></tr>
 * </table>
 *
 * <p>In computed fields of a schema lists can be asked {@code list.size()} and, x standing for an
 * element, {@code list.exists(x, condition)}, {@code all}, {@code count}, {@code list.max(x,
 * number)}, {@code min}, {@code sum}.
 */
public final class Expressions {
  private static final List<CelType> NUMBERS =
      List.of(SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE);
  private static final List<CelType> VALUES =
      List.of(SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE, SimpleType.STRING);

  private Expressions() {}

  /** Compiles a condition; problems go to the node. */
  public static Optional<CheckedCondition> condition(YamlNode node, Scope scope) {
    return new Checker(scope)
        .check(node)
        .filter(
            checked ->
                is(checked, List.of(SimpleType.BOOL), node, "not_a_condition", "a condition"))
        .map(
            checked -> {
              Reads reads = Reads.ofCondition(checked);
              return new CheckedCondition(
                  new Compiler(checked, scope).condition(),
                  reads.markUse(),
                  reads.columns(),
                  reads.slots());
            });
  }

  /**
   * Compiles a whole number; problems go to the node. Real numbers are rounded down, conditions are
   * 1 or 0, enum fields their position, texts and ids their hash.
   */
  public static Optional<CheckedWhole> whole(YamlNode node, Scope scope) {
    return new Checker(scope)
        .check(node)
        .filter(checked -> is(checked, VALUES, node, "not_a_number", "a number, condition or text"))
        .map(
            checked -> {
              Reads reads = Reads.ofNumber(checked);
              Compiler compiler = new Compiler(checked, scope);
              return new CheckedWhole(
                  compiler.value(),
                  compiler.kind(),
                  reads.columns(),
                  reads.slots(),
                  reads.markUse());
            });
  }

  /** Compiles a real number; problems go to the node. Conditions are 1 or 0. */
  public static Optional<CheckedReal> real(YamlNode node, Scope scope) {
    return new Checker(scope)
        .check(node)
        .filter(checked -> is(checked, NUMBERS, node, "not_a_number", "a number or condition"))
        .map(
            checked -> {
              Reads reads = Reads.ofNumber(checked);
              return new CheckedReal(
                  new Compiler(checked, scope).number(),
                  reads.columns(),
                  reads.slots(),
                  reads.markUse());
            });
  }

  /**
   * Every dotted name in the text, in order: fields, columns, look-ups, filters. Notes no problem.
   *
   * @return empty if the text is no expression
   */
  public static Set<String> names(YamlNode node) {
    return NamesInText.of(node.plainText());
  }

  /**
   * Compiles a field that is computed from an event and its lists; problems go to the node.
   *
   * @param scope names of the event's fields, at the slots a fold would give them, and lists
   */
  public static Optional<Computed> computed(YamlNode node, Scope scope) {
    ListCalls lists = ListCalls.from(firstFreeSlot(scope));
    return new Checker(scope, lists)
        .check(node)
        .filter(checked -> is(checked, NUMBERS, node, "not_a_number", "a number or condition"))
        .map(
            checked -> {
              Compiler compiler = new Compiler(checked, scope);
              return new Computed(compiler.value(), compiler.kind(), lists);
            });
  }

  private static int firstFreeSlot(Scope scope) {
    OptionalInt last = scope.variables().values().stream().flatMapToInt(Expressions::slotsOf).max();
    return Math.max(Computed.FIRST_FIELD, last.orElse(0) + 1);
  }

  private static IntStream slotsOf(Variable variable) {
    return variable instanceof Variable.Column || variable instanceof Variable.Elements
        ? IntStream.empty()
        : IntStream.of(Reads.slotOf(variable));
  }

  private static boolean is(
      Checked checked, List<CelType> types, YamlNode node, String code, String legal) {
    if (types.contains(checked.resultType())) {
      return true;
    }
    String found = "an expression of type " + TypeCheck.word(checked.resultType());
    node.problems().add(node.placeInside(0), code, found, legal);
    return false;
  }
}
