package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.problem.Problems;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random expressions: the closures against {@link Interpreter}, bit by bit. */
class ExpressionDifferentialTest {
  private static final int EXPRESSIONS = 400;
  private static final int EVENTS = 40;

  private final Map<String, Tree> filters = new HashMap<>();
  private SplittableRandom random = new SplittableRandom(0);
  private Scope scope = Sample.scope().build();

  private record Compiled(
      @Nullable CheckedCondition condition, CheckedWhole whole, @Nullable CheckedReal real) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void closuresMeanWhatTheDefinitionsSay(long seed) {
    random = new SplittableRandom(seed);
    int present = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      newFilters();
      TreeType type = TreeType.any(random);
      Tree tree = new RandomTrees(random, List.of("first", "second")).next(type, random.nextInt(5));
      Compiled compiled = compile(tree);
      for (int event = 0; event < EVENTS; event++) {
        present += check(tree, compiled, values()) ? 1 : 0;
      }
    }
    assertThat(present).as("values that are not absent").isGreaterThan(EXPRESSIONS * EVENTS / 3);
  }

  private void newFilters() {
    filters.clear();
    filters.put("first", new RandomTrees(random, List.of()).next(TreeType.BOOL, 2));
    filters.put("second", new RandomTrees(random, List.of("first")).next(TreeType.BOOL, 2));
    Scope.Builder builder = Sample.scope();
    filters.forEach((name, tree) -> builder.filter(name, Sample.node(tree.text(), new Problems())));
    scope = builder.build();
  }

  private Compiled compile(Tree tree) {
    String text = tree.text();
    return new Compiled(
        tree.type() == TreeType.BOOL
            ? Sample.compiled(text, node -> Expressions.condition(node, scope))
            : null,
        Sample.compiled(text, node -> Expressions.whole(node, scope)),
        tree.type() == TreeType.TEXT
            ? null
            : Sample.compiled(text, node -> Expressions.real(node, scope)));
  }

  private boolean check(Tree tree, Compiled compiled, Map<String, Object> values) {
    Object expected = new Interpreter(values, filters).value(tree);
    long[] slots = slots(values);
    double[] row = row(values);
    CheckedCondition condition = compiled.condition();
    if (condition != null) {
      assertThat(condition.truth().test(slots, row))
          .as(tree.text() + values)
          .isEqualTo(Boolean.TRUE.equals(expected));
      checkMarks(tree, condition, slots, row);
    }
    CheckedReal real = compiled.real();
    if (real != null) {
      assertThat(Double.doubleToRawLongBits(real.value().at(slots, row)))
          .as("%s with %s, expected %s", tree.text(), values, expected)
          .isEqualTo(Double.doubleToRawLongBits(asReal(expected)));
      checkReads(real, slots, row);
    }
    assertThat(compiled.whole().value().at(slots, row))
        .as("%s with %s, expected %s", tree.text(), values, expected)
        .isEqualTo(asWhole(tree, expected));
    return expected != null;
  }

  /** If absence is no evidence, a mark never makes a condition false. */
  private static void checkMarks(
      Tree tree, CheckedCondition condition, long[] slots, double[] row) {
    if (condition.markUse().absenceIsEvidence()) {
      return;
    }
    boolean before = condition.truth().test(slots, row);
    for (String mark : Sample.MARKS) {
      long[] marked = slots.clone();
      marked[Sample.slot(mark)] = 1;
      boolean after = condition.truth().test(marked, row);
      assertThat(after || !before).as(tree.text()).isTrue();
      int bit = 1 << Sample.MARKS.indexOf(mark);
      assertThat(before == after || (condition.markUse().marks() & bit) != 0).isTrue();
    }
  }

  /** What an expression does not say it reads has no effect. */
  private void checkReads(CheckedReal real, long[] slots, double[] row) {
    long before = Double.doubleToRawLongBits(real.value().at(slots, row));
    for (int slot = 0; slot < slots.length; slot++) {
      if (!real.slots().contains(slot)) {
        slots[slot] = random.nextInt(3);
      }
    }
    for (int column = 0; column < row.length; column++) {
      if (!real.columns().contains(column)) {
        row[column] = random.nextInt(3);
      }
    }
    assertThat(Double.doubleToRawLongBits(real.value().at(slots, row))).isEqualTo(before);
  }

  private static double asReal(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof BigInteger whole) {
      return whole.doubleValue();
    }
    return value instanceof Double real ? real : Double.NaN;
  }

  private static long asWhole(Tree tree, @Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof String text) {
      return switch (tree.word()) {
        case "kind" -> Sample.KINDS.indexOf(text);
        case "order.source" -> Sample.SOURCES.indexOf(text);
        default -> IdHash.of(text);
      };
    }
    if (value instanceof Double real) {
      BigInteger floor = new BigDecimal(real).setScale(0, RoundingMode.FLOOR).toBigInteger();
      return floor.bitLength() < 64 ? floor.longValue() : Field.ABSENT;
    }
    return value instanceof BigInteger whole ? whole.longValue() : Field.ABSENT;
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    put(values, "occurred_at", r -> BigInteger.valueOf(r.nextLong(0, 4_200_000_000_000L)));
    put(values, "amount", ExpressionDifferentialTest::whole);
    put(values, "quantity", ExpressionDifferentialTest::whole);
    Sample.BOOLS.forEach(name -> put(values, name, SplittableRandom::nextBoolean));
    Sample.MARKS.forEach(name -> values.put(name, random.nextBoolean()));
    put(values, "kind", r -> Sample.KINDS.get(r.nextInt(3)));
    put(values, "order.source", r -> Sample.SOURCES.get(r.nextInt(3)));
    put(values, "order", r -> BigInteger.ONE);
    List<String> texts = List.of("SHA", "BRU", "gift_card", "NIL", "");
    Sample.TEXTS.forEach(name -> put(values, name, r -> texts.get(r.nextInt(texts.size()))));
    Sample.COLUMNS.forEach(name -> put(values, name, ExpressionDifferentialTest::real));
    return values;
  }

  private void put(
      Map<String, Object> values, String name, Function<SplittableRandom, Object> value) {
    if (random.nextInt(6) != 0) {
      values.put(name, value.apply(random));
    }
  }

  private static Object whole(SplittableRandom random) {
    long value =
        switch (random.nextInt(4)) {
          case 0 -> random.nextLong(-3, 4);
          case 1 -> random.nextLong(-1000, 1000);
          case 2 -> random.nextLong() >> random.nextInt(64);
          default -> Long.MAX_VALUE - random.nextInt(2);
        };
    return BigInteger.valueOf(Math.max(value, -Long.MAX_VALUE));
  }

  private static Object real(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> (double) random.nextInt(-3, 4);
      case 1 -> random.nextDouble(-1000, 1000);
      case 2 -> random.nextBoolean() ? 0.0 : -0.0;
      case 3 -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-1074, 1024));
      default -> Double.MAX_VALUE;
    };
  }

  private static long[] slots(Map<String, Object> values) {
    long[] slots = Sample.absentSlots();
    values.forEach(
        (name, value) -> {
          int slot = Sample.slot(name.equals("order.source") ? "source" : name);
          if (slot >= 0) {
            slots[slot] = held(name, value);
          }
        });
    return slots;
  }

  private static long held(String name, Object value) {
    return switch (name) {
      case "kind" -> Sample.KINDS.indexOf(value);
      case "order.source" -> Sample.SOURCES.indexOf(value);
      default ->
          value instanceof String text
              ? IdHash.of(text)
              : value instanceof Boolean truth ? (truth ? 1 : 0) : ((BigInteger) value).longValue();
    };
  }

  private static double[] row(Map<String, Object> values) {
    double[] row = Sample.missingRow();
    for (int i = 0; i < row.length; i++) {
      row[i] = asReal(values.get(Sample.COLUMNS.get(i)));
    }
    return row;
  }
}
