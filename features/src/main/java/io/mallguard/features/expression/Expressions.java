package io.mallguard.features.expression;

import io.mallguard.features.yaml.YamlNode;
import java.util.Optional;
import java.util.Set;

/** Compiles expressions in CEL syntax to closures over the slots of an event. */
public final class Expressions {
  private Expressions() {}

  /** Compiles a condition; problems go to the node. */
  public static Optional<CheckedCondition> condition(YamlNode node, Scope scope) {
    return Optional.empty();
  }

  /**
   * Compiles a whole number; problems go to the node. Real numbers are rounded down, conditions are
   * 1 or 0, texts and ids their hash.
   */
  public static Optional<CheckedWhole> whole(YamlNode node, Scope scope) {
    return Optional.empty();
  }

  /** Compiles a real number; problems go to the node. */
  public static Optional<CheckedReal> real(YamlNode node, Scope scope) {
    return Optional.empty();
  }

  /** Every dotted name in the text, empty if it is no expression; notes no problem. */
  public static Set<String> names(YamlNode node) {
    return Set.of();
  }

  /** Compiles a field computed from an event and its lists; problems go to the node. */
  public static Optional<Computed> computed(YamlNode node, Scope scope) {
    return Optional.empty();
  }
}
