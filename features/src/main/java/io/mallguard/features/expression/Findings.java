package io.mallguard.features.expression;

import io.mallguard.features.problem.Problem;
import io.mallguard.features.yaml.YamlNode;

/** Where the problems of one expression go. One owner thread. */
final class Findings {
  private final YamlNode node;
  private final String use;
  private int count;

  /**
   * Problems of an expression.
   *
   * @param node where it is written
   * @param use who names it, if it is a filter, else empty
   */
  Findings(YamlNode node, String use) {
    this.node = node;
    this.use = use;
  }

  /** Notes a problem at a code point of the expression. */
  void add(int place, String code, String found, String legal) {
    note(place, code, found + use, legal);
  }

  /** Notes a problem that does not depend on who names the expression. */
  void addSyntax(int place, String found, String legal) {
    note(place, "not_an_expression", found, legal);
  }

  private void note(int place, String code, String found, String legal) {
    count++;
    Problem problem = new Problem(node.placeInside(Math.max(place, 0)), code, found, legal);
    // A filter is checked wherever it is named; its own mistakes are told once.
    if (!node.problems().list().contains(problem)) {
      node.problems().add(problem);
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The place of a code point, to be named in another problem. */
  String place(int place) {
    return node.placeInside(place);
  }
}
