package io.mallguard.training.drift;

import io.mallguard.training.page.Figure;
import java.util.List;
import java.util.function.Function;

/**
 * What the model owner should do. Immutable.
 *
 * @param headline the advice
 * @param rule the rule that gave it: V1, V7 or V8
 * @param reasons why, gravest first
 * @param nearest what would change it
 */
record Verdict(Headline headline, String rule, List<Reason> reasons, List<Reason> nearest) {
  /** Reasons the page prints at its top; the JSON has all. */
  static final int MOST_SHOWN = 5;

  /** Copies the lists. */
  Verdict {
    reasons = List.copyOf(reasons);
    nearest = List.copyOf(nearest);
  }

  /** Reasons beyond those the page prints at its top. */
  int more() {
    return Math.max(0, reasons.size() - MOST_SHOWN);
  }

  /** The pieces of advice this report can give. */
  enum Headline {
    /** The data that reached the model is not sound: look there first. */
    INVESTIGATE_SOURCE(11, "Look at the data source before anything else."),
    /** Nothing calls for action, but something is worth watching. */
    KEEP_WATCHING(10, "Keep the model and watch the items below."),
    /** Nothing calls for action. */
    KEEP(0, "Keep the model.");

    private final int exitCode;
    private final String advice;

    Headline(int exitCode, String advice) {
      this.exitCode = exitCode;
      this.advice = advice;
    }

    /** 0 keep, 10 attention, 11 action needed. */
    int exitCode() {
      return exitCode;
    }

    /** The advice as a sentence. */
    String advice() {
      return advice;
    }

    /** The word of the verdict. */
    String word() {
      return this == INVESTIGATE_SOURCE ? "INVESTIGATE_SOURCE" : "KEEP";
    }
  }

  /**
   * One reason.
   *
   * @param subject what it is about, such as a column
   * @param text the reason, with {@code %s} where the numbers stand
   * @param numbers the numbers, in order
   * @param next where to look next
   * @param state how grave it is
   */
  record Reason(String subject, String text, List<Figure> numbers, String next, State state) {
    /** Copies the list. */
    Reason {
      numbers = List.copyOf(numbers);
    }

    /** The reason in words. */
    String words() {
      return fill(Figure::words);
    }

    /** The reason with its numbers printed some other way. */
    String fill(Function<Figure, String> print) {
      String filled = text;
      for (Figure figure : numbers) {
        int at = filled.indexOf("%s");
        filled = filled.substring(0, at) + print.apply(figure) + filled.substring(at + 2);
      }
      return filled;
    }
  }
}
