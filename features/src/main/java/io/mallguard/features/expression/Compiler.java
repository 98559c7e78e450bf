package io.mallguard.features.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import java.util.List;
import java.util.Objects;

/**
 * Turns a checked expression into closures. What passed the checks always compiles. Immutable.
 *
 * <p>This class holds conditions; {@link NumberCompiler} holds numbers.
 */
final class Compiler {
  private final Checked checked;
  private final Scope scope;
  private final NumberCompiler numbers;

  Compiler(Checked checked, Scope scope) {
    this.checked = checked;
    this.scope = scope;
    this.numbers = new NumberCompiler(this);
  }

  /** The whole expression as a condition. */
  Truth condition() {
    return truth(checked.tree());
  }

  /** The whole expression as a whole number. */
  Whole value() {
    CelExpr tree = checked.tree();
    if (isBool(tree)) {
      return bool(tree);
    }
    if (isText(tree)) {
      return isEnum(tree) ? new WholeArithmetic.Slot(enumOf(tree).slot()) : hash(tree);
    }
    return numbers.floored(tree);
  }

  /** The whole expression as a real number. */
  Real number() {
    return numbers.number(checked.tree());
  }

  /** What the whole expression stands for as a whole number. */
  ValueKind kind() {
    CelExpr tree = checked.tree();
    if (isBool(tree)) {
      return ValueKind.BOOL;
    }
    if (isText(tree)) {
      return isEnum(tree) ? ValueKind.ENUM : ValueKind.ID;
    }
    return ValueKind.NUMBER;
  }

  Scope scope() {
    return scope;
  }

  NumberCompiler numbers() {
    return numbers;
  }

  /** A condition; an absent one is false. */
  Truth truth(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT -> e.constant().booleanValue() ? (slots, row) -> true : RealComparison.NEVER;
      case IDENT -> {
        Checked filter = checked.filters().get(e.ident().name());
        yield filter == null
            ? WholeComparison.range(boolSlot(e), 1, 1)
            : new Compiler(filter, scope).condition();
      }
      case CALL -> truthCall(e.call().function(), e.call().args());
      case SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> throw unexpected(e);
    };
  }

  private Truth truthCall(String function, List<CelExpr> args) {
    return switch (function) {
      case "_&&_" -> {
        Truth a = truth(args.get(0));
        Truth b = truth(args.get(1));
        yield (slots, row) -> a.test(slots, row) && b.test(slots, row);
      }
      case "_||_" -> {
        Truth a = truth(args.get(0));
        Truth b = truth(args.get(1));
        yield (slots, row) -> a.test(slots, row) || b.test(slots, row);
      }
      case "!_" -> {
        Truth a = truth(args.get(0));
        yield (slots, row) -> !a.test(slots, row);
      }
      case "_?_:_" -> {
        Truth choice = truth(args.get(0));
        Truth a = truth(args.get(1));
        Truth b = truth(args.get(2));
        yield (slots, row) -> choice.test(slots, row) ? a.test(slots, row) : b.test(slots, row);
      }
      case "known" -> known(args.get(0));
      case "is_nan" -> isAbsent(args.get(0));
      case "@in" -> in(args.get(0), args.get(1).list().elements());
      default -> comparison(function, args.get(0), args.get(1));
    };
  }

  private Truth known(CelExpr e) {
    int slot = ((Variable.Record) variable(e)).timeSlot();
    return (slots, row) -> slots[slot] != Field.ABSENT;
  }

  private Truth isAbsent(CelExpr e) {
    if (typeOf(e).equals(SimpleType.DOUBLE)) {
      Real a = numbers.number(e);
      return (slots, row) -> Double.isNaN(a.at(slots, row));
    }
    Whole a = wholeOf(e);
    return (slots, row) -> a.at(slots, row) == Field.ABSENT;
  }

  private Truth in(CelExpr element, List<CelExpr> values) {
    boolean constant = values.stream().allMatch(v -> v.getKind() == Kind.CONSTANT);
    boolean whole =
        !typeOf(element).equals(SimpleType.DOUBLE) && values.stream().noneMatch(this::isReal);
    if (constant && whole && !values.isEmpty()) {
      long[] wanted =
          values.stream()
              .mapToLong(v -> isEnum(element) ? ordinal(element, v) : constant(v))
              .toArray();
      Whole a =
          isEnum(element) ? new WholeArithmetic.Slot(enumOf(element).slot()) : wholeOf(element);
      return WholeComparison.oneOf(a, wanted);
    }
    Truth[] alternatives =
        values.stream().map(v -> comparison("_==_", element, v)).toArray(Truth[]::new);
    return (slots, row) -> {
      for (Truth alternative : alternatives) {
        if (alternative.test(slots, row)) {
          return true;
        }
      }
      return false;
    };
  }

  private long constant(CelExpr e) {
    return wholeOf(e).at(new long[0], new double[0]);
  }

  private Truth comparison(String operator, CelExpr left, CelExpr right) {
    if (isReal(left) || isReal(right)) {
      return RealComparison.of(operator, numbers.number(left), numbers.number(right));
    }
    if (isEnum(left) && Trees.textConstant(right).isPresent()) {
      return withOrdinal(operator, left, right);
    }
    if (isEnum(right) && Trees.textConstant(left).isPresent()) {
      return withOrdinal(operator, right, left);
    }
    return WholeComparison.of(operator, wholeOf(left), wholeOf(right));
  }

  private Truth withOrdinal(String operator, CelExpr name, CelExpr word) {
    Whole slot = new WholeArithmetic.Slot(enumOf(name).slot());
    return WholeComparison.of(operator, slot, new WholeArithmetic.Constant(ordinal(name, word)));
  }

  private long ordinal(CelExpr name, CelExpr word) {
    return enumOf(name).words().indexOf(word.constant().stringValue());
  }

  /** A condition as 1, 0 or absent, a text as its hash, a whole number as it is. */
  Whole wholeOf(CelExpr e) {
    if (isBool(e)) {
      return bool(e);
    }
    return isText(e) ? hash(e) : numbers.whole(e);
  }

  /** A condition as 1 or 0; absent only where a field alone, or one chosen of several, is. */
  Whole bool(CelExpr e) {
    if (e.getKind() == Kind.IDENT && !checked.filters().containsKey(e.ident().name())) {
      return boolSlot(e);
    }
    if (e.getKind() == Kind.CALL && e.call().function().equals("_?_:_")) {
      List<CelExpr> args = e.call().args();
      return WholeArithmetic.chosen(truth(args.get(0)), bool(args.get(1)), bool(args.get(2)));
    }
    if (e.getKind() == Kind.CONSTANT) {
      return new WholeArithmetic.Constant(e.constant().booleanValue() ? 1 : 0);
    }
    Truth truth = truth(e);
    return (slots, row) -> truth.test(slots, row) ? 1 : 0;
  }

  private WholeArithmetic.Slot boolSlot(CelExpr e) {
    Variable variable = variable(e);
    return new WholeArithmetic.Slot(
        variable instanceof Variable.Mark mark ? mark.slot() : ((Variable.Bool) variable).slot());
  }

  /** A text as its hash. */
  Whole hash(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT -> new WholeArithmetic.Constant(IdHash.of(e.constant().stringValue()));
      case IDENT ->
          variable(e) instanceof Variable.Enumerated enumerated
              ? hashOfWord(enumerated)
              : new WholeArithmetic.Slot(((Variable.Text) variable(e)).slot());
      case CALL -> {
        List<CelExpr> args = e.call().args();
        yield WholeArithmetic.chosen(truth(args.get(0)), hash(args.get(1)), hash(args.get(2)));
      }
      case SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> throw unexpected(e);
    };
  }

  private static Whole hashOfWord(Variable.Enumerated enumerated) {
    int slot = enumerated.slot();
    long[] hashes = enumerated.words().stream().mapToLong(IdHash::of).toArray();
    return (slots, row) -> {
      long ordinal = slots[slot];
      return ordinal < 0 || ordinal >= hashes.length ? Field.ABSENT : hashes[(int) ordinal];
    };
  }

  Variable variable(CelExpr e) {
    return Objects.requireNonNull(checked.variables().get(e.ident().name()));
  }

  private boolean isEnum(CelExpr e) {
    return e.getKind() == Kind.IDENT
        && checked.variables().get(e.ident().name()) instanceof Variable.Enumerated;
  }

  Variable.Enumerated enumOf(CelExpr e) {
    return (Variable.Enumerated) variable(e);
  }

  CelType typeOf(CelExpr e) {
    return checked.ast().getTypeOrThrow(e.id());
  }

  private boolean isReal(CelExpr e) {
    return typeOf(e).equals(SimpleType.DOUBLE);
  }

  boolean isBool(CelExpr e) {
    return typeOf(e).equals(SimpleType.BOOL);
  }

  boolean isText(CelExpr e) {
    return typeOf(e).equals(SimpleType.STRING);
  }

  static IllegalStateException unexpected(CelExpr e) {
    return new IllegalStateException("unchecked expression: " + e);
  }
}
