package io.mallguard.features.expression;

import io.mallguard.features.event.Field;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A scope with every kind of name, and places for their values. */
final class Sample {
  static final ZoneId ZONE = ZoneId.of("Europe/Brussels");
  static final List<String> KINDS = List.of("physical", "top_up", "gift_card");
  static final List<String> SOURCES = List.of("wallet", "gift_card", "physical");
  static final List<String> WHOLES = List.of("amount", "quantity", "occurred_at");
  static final List<String> BOOLS = List.of("wet", "vpn");
  static final List<String> MARKS = List.of("fraud", "late");
  static final List<String> TEXTS = List.of("buyer", "city");
  static final List<String> COLUMNS = List.of("mean", "std", "n", "since");
  static final List<String> RECORDS = List.of("order");
  static final int SLOTS = 12;

  static final Map<String, List<Double>> CITIES =
      Map.of(
          "SHA", List.of(31.2, 121.5),
          "BRU", List.of(50.85, 4.35),
          "gift_card", List.of(-33.0, -179.9),
          "LAX", List.of(33.94, -118.41),
          "NIL", List.of(Double.NaN, 10.0));
  static final Map<String, List<Double>> RESALE =
      Map.of("gift_card", List.of(0.9), "physical", List.of(0.0), "SHA", List.of(7.5));
  static final Tables TABLES =
      Tables.of(
          Map.of(
              "city", Tables.Table.of(List.of("lat", "lon"), CITIES),
              "resale", Tables.Table.of(List.of("rate"), RESALE)));

  private Sample() {}

  static int slot(String name) {
    List<String> all =
        List.of(
            "occurred_at",
            "amount",
            "quantity",
            "wet",
            "vpn",
            "fraud",
            "late",
            "kind",
            "source",
            "buyer",
            "city",
            "order");
    return all.indexOf(name);
  }

  static Scope.Builder scope() {
    Scope.Builder scope = Scope.builder(ZONE, TABLES);
    WHOLES.forEach(name -> scope.add(name, new Variable.Number(slot(name))));
    BOOLS.forEach(name -> scope.add(name, new Variable.Bool(slot(name))));
    for (int i = 0; i < MARKS.size(); i++) {
      scope.add(MARKS.get(i), new Variable.Mark(slot(MARKS.get(i)), i));
    }
    TEXTS.forEach(name -> scope.add(name, new Variable.Text(slot(name))));
    scope.add("kind", new Variable.Enumerated(slot("kind"), KINDS));
    scope.add("order.source", new Variable.Enumerated(slot("source"), SOURCES));
    scope.add("order", new Variable.Record(slot("order")));
    for (int i = 0; i < COLUMNS.size(); i++) {
      scope.add(COLUMNS.get(i), new Variable.Column(i));
    }
    return scope;
  }

  static long[] absentSlots() {
    long[] slots = new long[SLOTS];
    Arrays.fill(slots, Field.ABSENT);
    MARKS.forEach(mark -> slots[slot(mark)] = 0);
    return slots;
  }

  static double[] missingRow() {
    double[] row = new double[COLUMNS.size()];
    Arrays.fill(row, Double.NaN);
    return row;
  }

  /** A node that holds a text, in a document of which line 1 starts with {@code "x: "}. */
  static YamlNode node(String text, Problems problems) {
    return yaml("x: " + Quoted.of(text), problems).require("x").orElseThrow();
  }

  static YamlMap yaml(String document, Problems problems) {
    return YamlDocument.parse(document, "s", problems);
  }

  /** What compiles without a problem. */
  static <T> T compiled(String text, Function<YamlNode, java.util.Optional<T>> compile) {
    Problems problems = new Problems();
    java.util.Optional<T> result = compile.apply(node(text, problems));
    problems.throwIfAny(text);
    return result.orElseThrow();
  }

  /** The problems of a text that does not compile. */
  static List<Problem> problems(
      String text, Function<YamlNode, ? extends java.util.Optional<?>> compile) {
    Problems problems = new Problems();
    if (compile.apply(node(text, problems)).isPresent() != problems.isEmpty()) {
      throw new AssertionError("an answer and problems, or neither: " + text);
    }
    return problems.list();
  }

  static boolean isTrue(String text, long[] slots, double[] row) {
    Scope scope = scope().build();
    return compiled(text, node -> Expressions.condition(node, scope)).truth().test(slots, row);
  }

  static long whole(String text, long[] slots, double[] row) {
    Scope scope = scope().build();
    return compiled(text, node -> Expressions.whole(node, scope)).value().at(slots, row);
  }

  static double real(String text, long[] slots, double[] row) {
    Scope scope = scope().build();
    return compiled(text, node -> Expressions.real(node, scope)).value().at(slots, row);
  }
}
