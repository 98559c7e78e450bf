package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What many comparisons found. One owner thread. */
final class Tally {
  private static final int MAX_SHOWN = 3;

  private long compared;
  private long numbers;
  private long differences;
  private final List<String> shown = new ArrayList<>();

  void add(RandomCase randomCase, Map<String, double[]> expected, Map<String, double[]> found) {
    Comparison comparison = Comparison.of(randomCase, expected, found);
    compared += comparison.compared();
    numbers += comparison.numbers();
    differences += comparison.differences();
    if (comparison.differences() > 0 && shown.size() < MAX_SHOWN) {
      shown.add(comparison.text(randomCase));
    }
  }

  long compared() {
    return compared;
  }

  /** No difference, and enough was compared for that to mean something. */
  void check(int cases) {
    assertThat(differences)
        .as(() -> "of " + compared + " values in " + cases + " cases\n" + String.join("\n", shown))
        .isZero();
    assertThat(numbers).as("of %s values neither NaN nor 0", compared).isGreaterThan(compared / 5);
  }
}
