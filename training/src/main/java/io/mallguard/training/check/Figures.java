package io.mallguard.training.check;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Mean, spread and print of a few figures. */
final class Figures {
  private Figures() {}

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Sample standard deviation. */
  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  static String list(double[] values) {
    return Arrays.stream(values).mapToObj(Band::number).collect(Collectors.joining(", "));
  }
}
