package io.mallguard.training.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.SharedFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The numeric test vectors of the shared folder: samples, inputs, expected values, tolerances. */
final class DriftVectors {
  private final JsonNode root;
  private final Map<String, double[]> samples = new HashMap<>();

  private DriftVectors(JsonNode root) {
    this.root = root;
  }

  /** Reads the vectors; skips the test, visibly, without the shared folder. */
  static DriftVectors read() throws IOException {
    return new DriftVectors(
        new ObjectMapper().readTree(SharedFolder.file("vectors/drift-vectors.json").toFile()));
  }

  /** The vectors of a group and statistic whose inputs have a name. */
  List<JsonNode> of(String group, String statistic, String input) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode vector : root.path("vectors")) {
      if (vector.path("group").textValue().equals(group)
          && vector.path("statistic").textValue().equals(statistic)
          && vector.path("inputs").has(input)) {
        found.add(vector);
      }
    }
    return found;
  }

  /** A named input: a list of numbers (null is NaN), or a sample by its name. */
  double[] numbers(JsonNode vector, String input) {
    JsonNode value = vector.path("inputs").path(input);
    return value.isTextual()
        ? samples.computeIfAbsent(value.textValue().substring(1), this::sample)
        : list(value);
  }

  static long[] counts(JsonNode vector, String input) {
    return Arrays.stream(list(vector.path("inputs").path(input)))
        .mapToLong(v -> (long) v)
        .toArray();
  }

  static double[] list(JsonNode values) {
    double[] list = new double[values.size()];
    Arrays.setAll(list, i -> values.path(i).isNull() ? Double.NaN : values.path(i).doubleValue());
    return list;
  }

  private double[] sample(String name) {
    JsonNode sample = root.path("samples").path(name);
    return sample.has("values") ? list(sample.path("values")) : byRule(sample.path("rule"));
  }

  private static double[] byRule(JsonNode rule) {
    int n = rule.path("n").intValue();
    double mul = rule.path("mul").doubleValue();
    double[] values = new double[n];
    if (rule.path("kind").textValue().equals("lognormal_quantile")) {
      NormalDistribution normal = NormalDistribution.of(0, 1);
      double mu = rule.path("mu").doubleValue();
      double sigma = rule.path("sigma").doubleValue();
      Arrays.setAll(
          values,
          i -> mul * Math.exp(mu + sigma * normal.inverseCumulativeProbability((i + 0.5) / n)));
      return values;
    }
    assertThat(rule.path("kind").textValue()).isEqualTo("modular");
    long a = rule.path("a").longValue();
    long m = rule.path("m").longValue();
    long first = rule.path("first").longValue();
    double add = rule.path("add").doubleValue();
    Arrays.setAll(values, i -> mul * (double) (a * (first + i) % m) + add);
    return values;
  }

  /** Asserts one number within the vector's tolerance. */
  void check(JsonNode vector, double got) {
    check(vector, new double[] {got}, new double[] {vector.path("expected").doubleValue()});
  }

  /** Asserts a list of numbers within the vector's tolerance. */
  void check(JsonNode vector, double[] got) {
    check(vector, got, list(vector.path("expected")));
  }

  private void check(JsonNode vector, double[] got, double[] expected) {
    JsonNode tolerance = root.path("tolerances").path(vector.path("tolerance").textValue());
    String id = vector.path("id").textValue();
    assertThat(got).as(id).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      double allowed =
          tolerance.path("abs").doubleValue()
              + tolerance.path("rel").doubleValue() * Math.abs(expected[i]);
      assertThat(Math.abs(got[i] - expected[i]))
          .as(id + " got " + got[i])
          .isLessThanOrEqualTo(allowed);
    }
  }
}
