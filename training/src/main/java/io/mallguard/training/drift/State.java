package io.mallguard.training.drift;

import java.util.Collection;

/** What a line or a section of the report comes to, mildest first. */
enum State {
  /** Nothing to act on. */
  GREEN("green"),
  /** The rows don't carry a statement. */
  NOT_ENOUGH_DATA("not enough data"),
  /** Worth watching. */
  AMBER("amber"),
  /** Out of bounds. */
  RED("red");

  private final String words;

  State(String words) {
    this.words = words;
  }

  /** The state in words, for page and JSON. */
  String words() {
    return words;
  }

  /** The state as markup: shape and word beside the colour. */
  String badge() {
    String shape =
        switch (this) {
          case GREEN -> "●";
          case NOT_ENOUGH_DATA -> "○";
          case AMBER -> "▲";
          case RED -> "■";
        };
    String kind = this == NOT_ENOUGH_DATA ? "none" : words;
    return "<span class=\"state "
        + kind
        + "\"><span aria-hidden=\"true\">"
        + shape
        + "</span> "
        + words
        + "</span>";
  }

  /** The gravest of some states; green if there is none. */
  static State gravest(Collection<State> states) {
    return states.stream().max(State::compareTo).orElse(GREEN);
  }
}
