package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlNode;
import java.util.Optional;

/**
 * Events that an aggregate takes in and what it takes of them. Immutable.
 *
 * @param kind how they count
 * @param use the events
 * @param of the value, if there is one
 * @param where which events count
 */
record Flow(Kind kind, EventWords.Use use, Optional<YamlNode> of, Optional<YamlNode> where) {
  /** How events count. */
  enum Kind {
    /** All alike. */
    PLAIN,
    /** They say what a balance is. */
    SET,
    /** They add to a balance. */
    ADD,
    /** They take from a balance. */
    SUB,
    /** They bring something in. */
    IN,
    /** They take something out. */
    OUT
  }
}
