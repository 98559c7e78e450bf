package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Whatever is written, there is an answer or a problem with a place in it, never an exception. */
class ExpressionFuzzTest {
  private static final Set<String> CODES =
      Set.of(
          "filters_in_a_circle",
          "missing_column",
          "not_a_condition",
          "not_a_duration",
          "not_a_number",
          "not_an_expression",
          "unknown_column",
          "unknown_function",
          "unknown_name",
          "unknown_table",
          "unknown_word",
          "wrong_arguments",
          "wrong_kind",
          "wrong_types");
  private static final List<String> PIECES =
      List.of(
          "amount",
          "wet",
          "fraud",
          "kind",
          "city",
          "order",
          "order.source",
          "mean",
          "goods",
          "self",
          "loop",
          "1",
          "0.5",
          "7d",
          "1.5h",
          "0x7d",
          "1e3d",
          "3u",
          "99999999999999999999",
          "'a'",
          "\"b\"",
          "r'c\\",
          "'''d",
          "'gift_card'",
          "b'x'",
          "true",
          "null",
          "+",
          "-",
          "*",
          "/",
          "%",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "&&",
          "||",
          "!",
          "?",
          ":",
          " in ",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ".",
          ",",
          "ratio(",
          "table('city',",
          "known(",
          "size(",
          "code(",
          ".exists(x,",
          ".max(g,",
          "has(",
          "distance_km(",
          "//",
          "\n",
          "`",
          "\\",
          "é",
          "😀",
          "\u0000",
          "D7",
          "_",
          "@list9",
          "missing()");

  private final SplittableRandom random = new SplittableRandom(20);
  private int answers;

  private static Scope scope(Problems problems) {
    return Sample.scope()
        .add("goods", new Variable.Elements(0, ComputedTest.GOODS))
        .filter("self", Sample.node("wet || self", problems))
        .build();
  }

  @Test
  void garbageMakesOnlyProblems() {
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(1, 12); piece > 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
        text.append(random.nextBoolean() ? " " : "");
      }
      check(text.toString());
    }
  }

  @Test
  void damagedExpressionsMakeOnlyProblems() {
    for (int i = 0; i < 1000; i++) {
      TreeType type = TreeType.any(random);
      StringBuilder text =
          new StringBuilder(new RandomTrees(random, List.of()).next(type, 3).text());
      for (int damage = random.nextInt(3); damage > 0 && !text.isEmpty(); damage--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.setCharAt(at, (char) random.nextInt(32, 127));
        }
      }
      check(text.toString());
    }
    assertThat(answers).as("undamaged ones").isGreaterThan(300);
  }

  private void check(String text) {
    if (text.isBlank()) {
      return;
    }
    check(text, Expressions::condition);
    check(text, Expressions::whole);
    check(text, Expressions::real);
    check(text, Expressions::computed);
    Problems none = new Problems();
    assertThat(Expressions.names(Sample.node(text, none))).isNotNull();
    assertThat(none.isEmpty()).isTrue();
  }

  private void check(String text, BiFunction<YamlNode, Scope, Optional<?>> compile) {
    Problems all = new Problems();
    boolean answer = compile.apply(Sample.node(text, all), scope(all)).isPresent();
    answers += answer ? 1 : 0;
    List<Problem> problems = all.list();
    assertThat(answer).as(text + problems).isEqualTo(problems.isEmpty());
    for (Problem problem : problems) {
      assertThat(CODES).as(text).contains(problem.code());
      assertThat(problem.place()).as(text).matches("s:1:[1-9][0-9]*");
      int column = Integer.parseInt(problem.place().substring(4));
      int end = io.mallguard.features.yaml.Quoted.of(text).length() + 4;
      assertThat(column).as(text).isBetween(4, Math.max(end, 20));
      assertThat(problem.legal()).as(text).isNotEmpty();
      assertThat(text.contains("@") || !problem.found().contains("@")).as(problem.line()).isTrue();
    }
  }
}
