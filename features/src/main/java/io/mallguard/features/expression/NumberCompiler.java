package io.mallguard.features.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.SimpleType;
import io.mallguard.features.event.Field;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** The part of {@link Compiler} that turns numbers into closures. Immutable. */
final class NumberCompiler {
  private final Compiler compiler;

  NumberCompiler(Compiler compiler) {
    this.compiler = compiler;
  }

  /** A number as a whole one, rounded down. */
  Whole floored(CelExpr e) {
    if (!isReal(e)) {
      return whole(e);
    }
    Real a = real(e);
    return (slots, row) -> Formulas.floor(a.at(slots, row));
  }

  /** A number as a real one; a condition is 1, 0 or missing. */
  Real number(CelExpr e) {
    return isReal(e) ? real(e) : RealArithmetic.widened(compiler.wholeOf(e));
  }

  /** An expression whose type is whole. */
  Whole whole(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT -> new WholeArithmetic.Constant(e.constant().int64Value());
      case IDENT -> new WholeArithmetic.Slot(((Variable.Number) compiler.variable(e)).slot());
      case CALL -> wholeCall(e.call().function(), e.call().args());
      case SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> throw Compiler.unexpected(e);
    };
  }

  private Whole wholeCall(String function, List<CelExpr> args) {
    CelExpr first = args.get(0);
    return switch (function) {
      case "_+_", "_-_", "_*_", "_/_", "_%_" ->
          WholeArithmetic.of(function, whole(first), whole(args.get(1)));
      case "-_" -> WholeArithmetic.negated(whole(first));
      case "_?_:_" ->
          WholeArithmetic.chosen(compiler.truth(first), whole(args.get(1)), whole(args.get(2)));
      case "abs" -> WholeArithmetic.absolute(whole(first));
      case "min" -> args.stream().map(this::whole).reduce(WholeArithmetic::lesser).orElseThrow();
      case "max" -> args.stream().map(this::whole).reduce(WholeArithmetic::greater).orElseThrow();
      case "local_hour" -> localTime().hour(whole(first));
      case "local_weekday" -> localTime().weekday(whole(first));
      case "local_day" -> localTime().day(whole(first));
      case "code" -> new WholeArithmetic.Slot(compiler.enumOf(first).slot());
      case "floor" -> floored(first);
      case "int" -> truncated(first);
      case "first_two_digits" -> {
        Whole a = whole(first);
        yield (slots, row) -> Formulas.firstTwoDigits(a.at(slots, row));
      }
      case "xlogx_fixed" -> {
        Real a = number(first);
        yield (slots, row) -> Formulas.xlogxFixed(a.at(slots, row));
      }
      case "table_row" -> TableReads.row(table(first), compiler.hash(args.get(1)));
      default -> throw new IllegalStateException("unchecked function " + function);
    };
  }

  private LocalTime localTime() {
    return new LocalTime(compiler.scope().zone());
  }

  private Whole truncated(CelExpr e) {
    if (!isReal(e)) {
      return compiler.wholeOf(e);
    }
    Real a = real(e);
    return (slots, row) -> Formulas.truncated(a.at(slots, row));
  }

  /** An expression whose type is real. */
  private Real real(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT ->
          new RealArithmetic.Constant(RealArithmetic.finite(e.constant().doubleValue()));
      case IDENT ->
          e.ident().name().equals("nan")
              ? new RealArithmetic.Constant(Double.NaN)
              : new RealArithmetic.Column(((Variable.Column) compiler.variable(e)).index());
      case CALL -> realCall(e.call().function(), e.call().args());
      case SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> throw Compiler.unexpected(e);
    };
  }

  private Real realCall(String function, List<CelExpr> args) {
    return switch (function) {
      case "missing" -> new RealArithmetic.Constant(Double.NaN);
      case "_+_", "_-_", "_*_", "_/_" ->
          RealArithmetic.of(function, number(args.get(0)), number(args.get(1)));
      case "ratio" -> RealArithmetic.of("_/_", number(args.get(0)), number(args.get(1)));
      case "_?_:_" ->
          RealArithmetic.chosen(
              compiler.truth(args.get(0)), number(args.get(1)), number(args.get(2)));
      case "double", "tri" -> number(args.get(0));
      case "-_" -> RealArithmetic.negated(number(args.get(0)));
      case "abs" -> applied(args.get(0), Math::abs);
      case "log" -> applied(args.get(0), Formulas::log);
      case "sqrt" -> applied(args.get(0), Formulas::sqrt);
      case "min" -> args.stream().map(this::number).reduce(NumberCompiler::lesser).orElseThrow();
      case "max" -> args.stream().map(this::number).reduce(NumberCompiler::greater).orElseThrow();
      case "differ" -> differ(args.get(0), args.get(1));
      case "shrunk", "clumpiness" -> ofFour(function, args);
      case "table" ->
          TableReads.value(
              table(args.get(0)),
              args.size() < 3 ? 0 : columnOf(args.get(0), args.get(2)),
              compiler.hash(args.get(1)));
      case "distance_km" -> distance(args);
      default -> throw new IllegalStateException("unchecked function " + function);
    };
  }

  private Real applied(CelExpr e, DoubleUnaryOperator function) {
    Real a = number(e);
    return (slots, row) -> function.applyAsDouble(a.at(slots, row));
  }

  private static Real lesser(Real a, Real b) {
    return (slots, row) -> RealArithmetic.finite(Math.min(a.at(slots, row), b.at(slots, row)));
  }

  private static Real greater(Real a, Real b) {
    return (slots, row) -> RealArithmetic.finite(Math.max(a.at(slots, row), b.at(slots, row)));
  }

  private Real ofFour(String function, List<CelExpr> args) {
    Real a = number(args.get(0));
    Real b = number(args.get(1));
    Real c = number(args.get(2));
    Real d = number(args.get(3));
    return function.equals("shrunk")
        ? (slots, row) ->
            Formulas.shrunk(a.at(slots, row), b.at(slots, row), c.at(slots, row), d.at(slots, row))
        : (slots, row) ->
            Formulas.clumpiness(
                a.at(slots, row), b.at(slots, row), c.at(slots, row), d.at(slots, row));
  }

  private Real differ(CelExpr left, CelExpr right) {
    if (isReal(left) || isReal(right)) {
      Real a = number(left);
      Real b = number(right);
      return (slots, row) -> {
        double x = a.at(slots, row);
        double y = b.at(slots, row);
        return x < y || x > y ? 1 : x == y ? 0 : Double.NaN;
      };
    }
    Whole a = compiler.wholeOf(left);
    Whole b = compiler.wholeOf(right);
    return (slots, row) -> {
      long x = a.at(slots, row);
      long y = b.at(slots, row);
      return x == Field.ABSENT || y == Field.ABSENT ? Double.NaN : x == y ? 0 : 1;
    };
  }

  private Real distance(List<CelExpr> args) {
    Tables.Table table = table(args.get(0));
    return TableReads.distanceKm(table, placeRow(table, args.get(1)), placeRow(table, args.get(2)));
  }

  /** The row of a place given by its key or by the row itself. */
  private Whole placeRow(Tables.Table table, CelExpr e) {
    return compiler.isText(e) ? TableReads.row(table, compiler.hash(e)) : floored(e);
  }

  private Tables.Table table(CelExpr name) {
    return compiler.scope().tables().table(name.constant().stringValue()).orElseThrow();
  }

  private int columnOf(CelExpr table, CelExpr column) {
    return Objects.checkIndex(
        table(table).columns().indexOf(column.constant().stringValue()),
        table(table).columns().size());
  }

  private boolean isReal(CelExpr e) {
    return compiler.typeOf(e).equals(SimpleType.DOUBLE) && e.getKind() != Kind.NOT_SET;
  }
}
