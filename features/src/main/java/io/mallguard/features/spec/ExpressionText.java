package io.mallguard.features.spec;

import java.util.function.UnaryOperator;

/**
 * The text of an expression as far as its names go: replaces dotted names and leaves strings,
 * numbers, durations and function names alone.
 */
final class ExpressionText {
  private final String text;
  private final UnaryOperator<String> replacement;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private ExpressionText(String text, UnaryOperator<String> replacement) {
    this.text = text;
    this.replacement = replacement;
  }

  /** The text with every dotted name, such as {@code order.amount_minor}, replaced. */
  static String replaceNames(String text, UnaryOperator<String> replacement) {
    return new ExpressionText(text, replacement).replaced();
  }

  /** Whether the text is one dotted name. */
  static boolean isName(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
  }

  private String replaced() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        copyString(c);
      } else if (isWord(c)) {
        word();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private void copyString(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(text.length(), end + 1);
    out.append(text, at, end);
    at = end;
  }

  private void word() {
    boolean member = at > 0 && text.charAt(at - 1) == '.';
    boolean number = Character.isDigit(text.charAt(at));
    int end = at;
    while (end < text.length() && (isWord(text.charAt(end)) || isDot(end))) {
      end++;
    }
    String word = text.substring(at, end);
    String called = isCalled(end) ? word.substring(word.lastIndexOf('.') + 1) : "";
    String name = called.isEmpty() ? word : word.substring(0, word.length() - called.length());
    boolean dotted = name.endsWith(".");
    name = dotted ? name.substring(0, name.length() - 1) : name;
    out.append(member || number || name.isEmpty() ? name : replacement.apply(name));
    out.append(dotted ? "." : "").append(called);
    at = end;
  }

  private boolean isDot(int position) {
    return text.charAt(position) == '.'
        && position + 1 < text.length()
        && isWord(text.charAt(position + 1));
  }

  private boolean isCalled(int end) {
    return end < text.length() && text.charAt(end) == '(';
  }

  private static boolean isWord(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
