package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionProblemsTest {
  private final Scope scope = Sample.scope().build();

  private List<String> lines(String text) {
    return Sample.problems(text, node -> Expressions.condition(node, scope)).stream()
        .map(Problem::line)
        .toList();
  }

  /** A text, then what its only problem must hold; the text starts at column 5. */
  static List<List<String>> cases() {
    return Stream.of(
            "amout > 3 # s:1:5: found 'amout', must be one of amount, quantity, occurred_at # (did you mean amount?) [unknown_name]",
            "amount > 3 && order.sourc == 'wallet' # s:1:19: found 'order.sourc', must be # (did you mean order.source?) [unknown_name]",
            "D7 > amount # s:1:5: found 'D7' # [unknown_name]",
            "kind == 'topup' # s:1:13: found 'topup', must be one of physical, top_up, gift_card # (did you mean top_up?) [unknown_word]",
            "'wallets' != order.source # s:1:5: found 'wallets' # (did you mean wallet?) [unknown_word]",
            "kind in ['top_up', 'x'] # s:1:24: found 'x' # [unknown_word]",
            "rato(amount, 3) > 1.0 # s:1:5: found 'rato', must be one of ratio # (did you mean ratio?) [unknown_function]",
            "amount.size() > 3 # s:1:12: found 'size' of something, must be asked of a list # [unknown_function]",
            "has(amount) # s:1:5: found 'has' # [unknown_function]",
            "amount[0] > 3 # s:1:11: found # [unknown_function]",
            "amount > city # s:1:12: found '>' of (whole number, text), must be '>' of (whole number, whole number), # [wrong_types]",
            "amount == wet # s:1:12: found '==' of (whole number, condition) # [wrong_types]",
            "known(amount) # s:1:5: found 'known' of (whole number), must be 'known' of (look-up) # [wrong_types]",
            "order == order # s:1:11: found '==' of (look-up, look-up) # [wrong_types]",
            "wet < vpn # s:1:9: found '<' of (condition, condition) # [wrong_types]",
            "local_hour() == 1 # s:1:5: found 'local_hour' of () # [wrong_types]",
            "amount + # s:1:13: # [not_an_expression]",
            "amount > 7w # s:1:15: # [not_an_expression]",
            "3d 5h > 1 # s:1:8: # '5h' # [not_an_expression]",
            "amount > 1.5h # s:1:14: found '1.5h', must be a duration: # such as 7d [not_a_duration]",
            "amount > 0d # s:1:14: found '0d' # [not_a_duration]",
            "amount > 999999999d # s:1:14: found '999999999d' # [not_a_duration]",
            "amount in quantity # s:1:12: found 'in' of (whole number, whole number), must be 'in' of (whole number, list(whole number)), # [wrong_types]",
            "code(city) == 1 # s:1:10: found no enum field, must be the name of an enum field [wrong_kind]",
            "table('citi', city) > 1.0 # s:1:11: found 'citi', must be the quoted name of a table, one of city, resale # (did you mean city?) [unknown_table]",
            "table('city', city) > 1.0 # s:1:11: found 'city', must be followed by a key and the quoted name of a column, one of lat, lon [missing_column]",
            "table('city', city, 'lan') > 1.0 # s:1:25: found 'lan', must be the quoted name of a column, one of lat, lon # [unknown_column]",
            "table(city, city) > 1.0 # s:1:11: found something else # [unknown_table]",
            "distance_km('resale', city, city) > 1.0 # s:1:17: found 'resale', must be a table with the columns lat, lon [missing_column]",
            "amount + 1 # s:1:5: found an expression of type whole number, must be a condition [not_a_condition]",
            "[wet] # s:1:5: found an expression of type list # [not_a_condition]",
            "{1: 2} == amount # s:1:5: found something unusable # [not_an_expression]",
            "amount > 99999999999999999999 # s:1:14: # [not_an_expression]",
            "[1, 2].exists(x, x > 1) # s:1:12: found 'exists' of something # [unknown_function]")
        .map(row -> List.of(row.split(" # ")))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void tellPlaceFoundAndLegal(List<String> parts) {
    String line = lines(parts.get(0)).stream().findFirst().orElse("no problem");
    for (String part : parts.subList(1, parts.size())) {
      assertThat(line).contains(part);
    }
    assertThat(lines(parts.get(0))).hasSize(1);
  }

  @Test
  void allComeAtOnce() {
    assertThat(lines("amout > 0d || kind == 'topup' && amount > city || rato(1) == 1.0"))
        .hasSize(5)
        .anyMatch(line -> line.contains("amout"))
        .anyMatch(line -> line.contains("topup"))
        .anyMatch(line -> line.contains("(whole number, text)"))
        .anyMatch(line -> line.contains("rato"))
        .anyMatch(line -> line.contains("0d"));
  }

  @Test
  void placesAreRightBehindDurationsAndInEveryStyleOfScalar() {
    Problems problems = new Problems();
    YamlMap map =
        Sample.yaml(
            """
            plain: amount > 1000d && amout > 7d
            single: 'kind == ''top_up'' && amout > 7d'
            double: "kind == \\"top_up\\" && \\x61mout > 7d"
            literal: |
              amount > 7d &&
                amout > 7d
            folded: >-
              amount > 7d &&
              amount > 8d && amout > 7d
            broken: amount > 7d &&
              amout > 7d
            """,
            problems);
    for (String key : map.keys()) {
      Expressions.condition(map.require(key).orElseThrow(), scope);
    }
    assertThat(problems.list())
        .extracting(Problem::place)
        .containsExactly("s:1:26", "s:2:32", "s:3:32", "s:6:5", "s:9:18", "s:11:3");
  }

  @Test
  void aProblemInAFilterTellsWhoNamesIt() {
    Problems problems = new Problems();
    YamlMap map =
        Sample.yaml("night: local_hour(paid_at) < 6\nx: wet && night\ny: night\n", problems);
    Scope filters = Sample.scope().filter("night", map.require("night").orElseThrow()).build();
    assertThat(Expressions.condition(map.require("x").orElseThrow(), filters)).isEmpty();
    assertThat(Expressions.condition(map.require("y").orElseThrow(), filters)).isEmpty();
    assertThat(problems.list())
        .extracting(Problem::line)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("s:1:19: found 'paid_at' (filter night, named at s:2:11), must be"),
            line -> assertThat(line).contains("named at s:3:4"));
  }

  @Test
  void filtersInACircleAreRefused() {
    Problems problems = new Problems();
    YamlMap map = Sample.yaml("a: wet || b\nb: wet && c\nc: '!a'\nx: a\n", problems);
    Scope.Builder builder = Sample.scope();
    List.of("a", "b", "c").forEach(n -> builder.filter(n, map.require(n).orElseThrow()));
    Scope circle = builder.build();
    assertThat(Expressions.condition(map.require("x").orElseThrow(), circle)).isEmpty();
    assertThat(problems.list()).extracting(Problem::code).containsExactly("filters_in_a_circle");
    assertThat(problems.list().get(0).found()).startsWith("a -> b -> c -> a");
    assertThat(problems.list().get(0).place()).isEqualTo("s:3:6");
  }

  @Test
  void aFilterMustBeACondition() {
    Problems problems = new Problems();
    YamlMap map = Sample.yaml("a: amount + 1\nx: a\ny: a\n", problems);
    Scope filters = Sample.scope().filter("a", map.require("a").orElseThrow()).build();
    Expressions.condition(map.require("x").orElseThrow(), filters);
    Expressions.condition(map.require("y").orElseThrow(), filters);
    assertThat(problems.list())
        .extracting(Problem::line)
        .containsExactly("s:1:4: found a whole number, must be a condition [not_an_expression]");
  }

  @Test
  void longAndDeepTextsAreRefused() {
    assertThat(lines("wet" + " || wet".repeat(400)).get(0)).contains("2803 characters");
    assertThat(lines("amount" + "+1".repeat(500) + "> 3").get(0)).contains("deep nesting");
    assertThat(lines("(".repeat(900) + "wet" + ")".repeat(900))).isNotEmpty();
    assertThat(lines("!(".repeat(600) + "wet" + ")".repeat(600))).isNotEmpty();
    assertThat(lines("wet" + " || wet".repeat(200))).isEmpty();
  }
}
