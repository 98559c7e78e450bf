package io.mallguard.features.spec;

import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Quoted;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of the canonical form: one spelling per value. */
final class SpecText {
  private SpecText() {}

  /** A name stands bare, anything else in quotes. */
  static String scalar(String text) {
    boolean word = text.matches("[A-Za-z_][A-Za-z0-9_/.]*");
    return word
            && !List.of("true", "false", "null", "yes", "no", "on", "off", "y", "n")
                .contains(text.toLowerCase(java.util.Locale.ROOT))
        ? text
        : Quoted.of(text);
  }

  /** One value alone, several in brackets. */
  static String oneOrList(List<String> texts) {
    return texts.size() == 1
        ? scalar(texts.get(0))
        : texts.stream().map(SpecText::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** {@code key: value} by comma. */
  static String entries(Map<String, String> written) {
    return written.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  static String window(long millis) {
    return millis == Window.LIFE ? "life" : Durations.write(millis);
  }

  /** A whole number without a fraction, else the shortest that reads back. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
