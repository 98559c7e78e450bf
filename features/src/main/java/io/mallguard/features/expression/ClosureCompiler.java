package io.mallguard.features.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.mallguard.features.event.Field;
import io.mallguard.features.expression.Closures.Real;
import io.mallguard.features.expression.Closures.Text;
import io.mallguard.features.expression.Closures.Truth;
import io.mallguard.features.expression.Closures.Whole;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns one type-checked CEL tree into closures. Used once per expression. */
final class ClosureCompiler {
  private final CelAbstractSyntaxTree ast;
  private final Scope scope;
  private final YamlNode node;

  ClosureCompiler(CelAbstractSyntaxTree ast, Scope scope, YamlNode node) {
    this.ast = ast;
    this.scope = scope;
    this.node = node;
  }

  /** Runs a compilation; what can't be compiled becomes a problem of the node. */
  <T> Optional<T> compile(Supplier<T> compilation) {
    try {
      return Optional.of(compilation.get());
    } catch (NotCompilable e) {
      node.problems().add(node.place(), "not_an_expression", e.found, e.legal);
      return Optional.empty();
    }
  }

  /** A number column: reals as they are, whole numbers widened, conditions as 1 or 0. */
  Real number(CelExpr e) {
    CelType type = typeOf(e);
    if (type.equals(SimpleType.BOOL)) {
      Truth truth = truth(e);
      return (event, marks, row) -> truth.at(event, marks, row) ? 1.0 : 0.0;
    }
    return type.equals(SimpleType.INT) ? widened(whole(e)) : real(e);
  }

  Truth truth(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT -> {
        boolean value = e.constant().booleanValue();
        yield (event, marks, row) -> value;
      }
      case IDENT -> truthVariable(variable(e));
      case CALL -> truthCall(e.call());
      case SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> throw unsupported(e);
    };
  }

  private Truth truthVariable(Variable variable) {
    if (variable instanceof Variable.MarkValue mark) {
      int bit = 1 << mark.index();
      return (event, marks, row) -> (marks & bit) != 0;
    }
    int index = fieldOf(variable).index();
    return (event, marks, row) -> event.number(index) == 1;
  }

  private Truth truthCall(CelExpr.CelCall call) {
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "_&&_" -> {
        Truth a = truth(args.get(0));
        Truth b = truth(args.get(1));
        yield (event, marks, row) -> a.at(event, marks, row) && b.at(event, marks, row);
      }
      case "_||_" -> {
        Truth a = truth(args.get(0));
        Truth b = truth(args.get(1));
        yield (event, marks, row) -> a.at(event, marks, row) || b.at(event, marks, row);
      }
      case "!_" -> {
        Truth a = truth(args.get(0));
        yield (event, marks, row) -> !a.at(event, marks, row);
      }
      case "_?_:_" -> {
        Truth choice = truth(args.get(0));
        Truth a = truth(args.get(1));
        Truth b = truth(args.get(2));
        yield (event, marks, row) ->
            choice.at(event, marks, row) ? a.at(event, marks, row) : b.at(event, marks, row);
      }
      case "@in" -> in(args.get(0), args.get(1));
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
          comparison(call.function(), args.get(0), args.get(1));
      default -> throw unsupported(call);
    };
  }

  private Truth in(CelExpr element, CelExpr list) {
    if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      throw new NotCompilable("'in' over something else", "'in' followed by a list in brackets");
    }
    ImmutableList<CelExpr> values = list.list().elements();
    Truth[] alternatives = new Truth[values.size()];
    for (int i = 0; i < alternatives.length; i++) {
      alternatives[i] = comparison("_==_", element, values.get(i));
    }
    return (event, marks, row) -> {
      for (Truth alternative : alternatives) {
        if (alternative.at(event, marks, row)) {
          return true;
        }
      }
      return false;
    };
  }

  private Truth comparison(String operator, CelExpr left, CelExpr right) {
    CelType type = typeOf(left);
    if (type.equals(SimpleType.BOOL)) {
      return truthComparison(operator, truth(left), truth(right));
    }
    if (type.equals(SimpleType.STRING)) {
      return textComparison(operator, left, right);
    }
    return type.equals(SimpleType.INT)
        ? Comparisons.ofWhole(operator, whole(left), whole(right))
        : Comparisons.ofReal(operator, real(left), real(right));
  }

  private Truth truthComparison(String operator, Truth a, Truth b) {
    return switch (operator) {
      case "_==_" -> (event, marks, row) -> a.at(event, marks, row) == b.at(event, marks, row);
      case "_!=_" -> (event, marks, row) -> a.at(event, marks, row) != b.at(event, marks, row);
      default -> throw new NotCompilable("an order of conditions", "== or !=");
    };
  }

  private Truth textComparison(String operator, CelExpr left, CelExpr right) {
    if (!operator.equals("_==_") && !operator.equals("_!=_")) {
      throw new NotCompilable("an order of texts", "== or !=");
    }
    Optional<Variable.FieldValue> leftEnum = enumOf(left);
    Optional<Variable.FieldValue> rightEnum = enumOf(right);
    if (leftEnum.isPresent() && isConstant(right)) {
      return enumComparison(operator, leftEnum.get(), right.constant().stringValue());
    }
    if (rightEnum.isPresent() && isConstant(left)) {
      return enumComparison(operator, rightEnum.get(), left.constant().stringValue());
    }
    Text a = text(left);
    Text b = text(right);
    boolean equal = operator.equals("_==_");
    return (event, marks, row) -> {
      String x = a.at(event, marks, row);
      String y = b.at(event, marks, row);
      return x != null && y != null && x.equals(y) == equal;
    };
  }

  private static Truth enumComparison(String operator, Variable.FieldValue variable, String word) {
    int wanted = variable.field().values().indexOf(word);
    if (wanted < 0) {
      throw new NotCompilable("'" + word + "'", Names.oneOf(word, variable.field().values()));
    }
    int index = variable.index();
    boolean equal = operator.equals("_==_");
    return (event, marks, row) -> {
      long value = event.number(index);
      return value != Field.ABSENT && (value == wanted) == equal;
    };
  }

  Whole whole(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT -> {
        long value = e.constant().int64Value();
        yield (event, marks, row) -> value;
      }
      case IDENT -> wholeVariable(variable(e));
      case CALL -> wholeCall(e.call());
      case SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> throw unsupported(e);
    };
  }

  private static Whole wholeVariable(Variable variable) {
    if (variable instanceof Variable.OccurredAt) {
      return (event, marks, row) -> event.occurredAtMillis();
    }
    if (variable instanceof Variable.ObservedAt) {
      return (event, marks, row) -> event.observedAtMillis();
    }
    int index = fieldOf(variable).index();
    return (event, marks, row) -> event.number(index);
  }

  private Whole wholeCall(CelExpr.CelCall call) {
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "local_hour" -> LocalTime.hour(scope.zone(), whole(args.get(0)));
      case "local_weekday" -> LocalTime.weekday(scope.zone(), whole(args.get(0)));
      case "_?_:_" -> {
        Truth choice = truth(args.get(0));
        Whole a = whole(args.get(1));
        Whole b = whole(args.get(2));
        yield (event, marks, row) ->
            choice.at(event, marks, row) ? a.at(event, marks, row) : b.at(event, marks, row);
      }
      case "-_" -> Arithmetic.ofWhole("_-_", (event, marks, row) -> 0L, whole(args.get(0)));
      case "_+_", "_-_", "_*_", "_/_", "_%_" ->
          Arithmetic.ofWhole(call.function(), whole(args.get(0)), whole(args.get(1)));
      default -> throw unsupported(call);
    };
  }

  Real real(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT -> {
        double value = e.constant().doubleValue();
        yield (event, marks, row) -> value;
      }
      case IDENT -> {
        int column = ((Variable.Column) variable(e)).index();
        yield (event, marks, row) -> row[column];
      }
      case CALL -> realCall(e.call());
      case SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> throw unsupported(e);
    };
  }

  private Real realCall(CelExpr.CelCall call) {
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "missing" -> (event, marks, row) -> Double.NaN;
      case "double" -> number(args.get(0));
      case "_?_:_" -> {
        Truth choice = truth(args.get(0));
        Real a = real(args.get(1));
        Real b = real(args.get(2));
        yield (event, marks, row) ->
            choice.at(event, marks, row) ? a.at(event, marks, row) : b.at(event, marks, row);
      }
      case "-_" -> Arithmetic.ofReal("_-_", (event, marks, row) -> 0.0, real(args.get(0)));
      case "_+_", "_-_", "_*_", "_/_" ->
          Arithmetic.ofReal(call.function(), real(args.get(0)), real(args.get(1)));
      default -> throw unsupported(call);
    };
  }

  private Text text(CelExpr e) {
    if (isConstant(e)) {
      String value = e.constant().stringValue();
      return (event, marks, row) -> value;
    }
    if (e.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      throw unsupported(e);
    }
    Variable.FieldValue field = fieldOf(variable(e));
    int index = field.index();
    if (field.field().kind().isText()) {
      return (event, marks, row) -> event.text(index);
    }
    List<String> words = field.field().values();
    return (event, marks, row) -> {
      long value = event.number(index);
      return value == Field.ABSENT ? null : words.get((int) value);
    };
  }

  private static Real widened(Whole whole) {
    return (event, marks, row) -> {
      long value = whole.at(event, marks, row);
      return value == Field.ABSENT ? Double.NaN : (double) value;
    };
  }

  private Optional<Variable.FieldValue> enumOf(CelExpr e) {
    return e.getKind() == CelExpr.ExprKind.Kind.IDENT
            && variable(e) instanceof Variable.FieldValue value
            && value.field().kind() == Field.Kind.ENUM
        ? Optional.of(value)
        : Optional.empty();
  }

  private static boolean isConstant(CelExpr e) {
    return e.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && e.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private Variable variable(CelExpr e) {
    Variable variable = scope.variables().get(e.ident().name());
    if (variable == null) {
      throw new NotCompilable(
          "'" + e.ident().name() + "'", Names.oneOf(e.ident().name(), scope.plainNames()));
    }
    return variable;
  }

  private static Variable.FieldValue fieldOf(Variable variable) {
    if (variable instanceof Variable.FieldValue value) {
      return value;
    }
    throw new NotCompilable(variable.toString(), "a field");
  }

  private CelType typeOf(CelExpr e) {
    return Objects.requireNonNull(ast.getTypeOrThrow(e.id()));
  }

  private static NotCompilable unsupported(CelExpr e) {
    return e.getKind() == CelExpr.ExprKind.Kind.CALL
        ? unsupported(e.call())
        : new NotCompilable(e.getKind() + " expression", LEGAL);
  }

  private static NotCompilable unsupported(CelExpr.CelCall call) {
    return new NotCompilable("'" + call.function().replace("_", "") + "'", LEGAL);
  }

  private static final String LEGAL =
      "built from fields, constants, + - * / %, comparisons, && || !, ? :, in [..], double(),"
          + " local_hour(), local_weekday(), missing()";

  /** Something CEL knows and a feature may not use. */
  static final class NotCompilable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    final String found;
    final String legal;

    NotCompilable(String found, String legal) {
      super(found + ", must be " + legal);
      this.found = found;
      this.legal = legal;
    }
  }
}
