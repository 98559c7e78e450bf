package io.mallguard.features.expression;

import java.util.List;
import java.util.Locale;

/**
 * An expression of the random tests.
 *
 * @param type of its value
 * @param operator as CEL calls it, or {@code name}, {@code constant}, {@code duration}
 * @param parts the operands
 * @param word the name, or the constant as it is written
 */
record Tree(TreeType type, String operator, List<Tree> parts, String word) {
  static Tree leaf(TreeType type, String operator, String word) {
    return new Tree(type, operator, List.of(), word);
  }

  static Tree of(TreeType type, String operator, Tree... parts) {
    return new Tree(type, operator, List.of(parts), "");
  }

  /** How it is written. */
  String text() {
    List<String> texts = parts.stream().map(Tree::text).toList();
    if (parts.isEmpty() && !operator.equals("missing")) {
      return word;
    }
    if (operator.equals("?")) {
      return "(" + texts.get(0) + " ? " + texts.get(1) + " : " + texts.get(2) + ")";
    }
    if (operator.equals("in")) {
      return "("
          + texts.get(0)
          + " in ["
          + String.join(", ", texts.subList(1, texts.size()))
          + "])";
    }
    if (Character.isLetter(operator.charAt(0))) {
      return operator.toLowerCase(Locale.ROOT) + "(" + String.join(", ", texts) + ")";
    }
    return parts.size() == 1
        ? operator + "(" + texts.get(0) + ")"
        : "(" + texts.get(0) + " " + operator + " " + texts.get(1) + ")";
  }
}
