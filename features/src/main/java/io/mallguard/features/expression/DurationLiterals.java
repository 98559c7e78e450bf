package io.mallguard.features.expression;

import io.mallguard.features.yaml.Durations;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds durations such as {@code 7d} in an expression and makes them readable for CEL, which has no
 * such literals. Immutable.
 *
 * @param text the expression with every duration replaced by a name of the same length ({@code 7d}
 *     by {@code D7}), so that nothing moves and every place in a message stays right
 * @param byPlace the durations by where they stand, in code points
 */
record DurationLiterals(String text, Map<Integer, Literal> byPlace) {
  /**
   * A duration.
   *
   * @param written as it was written
   * @param stand the name that stands for it
   * @param millis its length, 0 if it is not legal
   */
  record Literal(String written, String stand, long millis) {}

  private static final Pattern DURATION = Pattern.compile("[0-9.]+[smhd]");

  DurationLiterals {
    byPlace = Map.copyOf(byPlace);
  }

  static DurationLiterals in(String text) {
    return new Scanner(text).scan();
  }

  /** A message of CEL with the durations as they were written. */
  String asWritten(String message) {
    String result = message;
    for (Literal literal : byPlace.values()) {
      result = result.replace("'" + literal.stand() + "'", "'" + literal.written() + "'");
    }
    return result;
  }

  /** Goes through the tokens: what looks like a duration in a text or comment is none. */
  private static final class Scanner {
    private final String text;
    private final StringBuilder out;
    private final Map<Integer, Literal> found = new HashMap<>();
    private int at;

    Scanner(String text) {
      this.text = text;
      this.out = new StringBuilder(text);
    }

    DurationLiterals scan() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '/' && text.startsWith("//", at)) {
          skipLine();
        } else if (c == '\'' || c == '"') {
          skipText(false);
        } else if (isWord(c)) {
          word();
        } else {
          at++;
        }
      }
      return new DurationLiterals(out.toString(), found);
    }

    private void skipLine() {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    }

    private void skipText(boolean raw) {
      String quote = text.substring(at, at + 1);
      boolean triple = text.startsWith(quote.repeat(3), at);
      String end = triple ? quote.repeat(3) : quote;
      at += end.length();
      while (at < text.length() && !text.startsWith(end, at)) {
        at += !raw && text.charAt(at) == '\\' ? 2 : 1;
      }
      at = Math.min(text.length(), at + end.length());
    }

    private void word() {
      int start = at;
      boolean number = isDigit(text.charAt(at));
      while (at < text.length()
          && (isWord(text.charAt(at)) || (number && text.charAt(at) == '.'))) {
        at++;
      }
      String word = text.substring(start, at);
      if (DURATION.matcher(word).matches()) {
        replace(start, word);
      } else if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
        skipText(word.equalsIgnoreCase("r") || word.equalsIgnoreCase("br"));
      }
    }

    private void replace(int start, String word) {
      int unit = word.length() - 1;
      String stand =
          word.substring(unit).toUpperCase(Locale.ROOT) + word.substring(0, unit).replace('.', '_');
      out.replace(start, at, stand);
      long millis = Durations.parseMillis(word).orElse(0);
      found.put(text.codePointCount(0, start), new Literal(word, stand, millis));
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
    }
  }
}
