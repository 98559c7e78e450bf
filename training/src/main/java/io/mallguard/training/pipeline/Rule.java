package io.mallguard.training.pipeline;

import java.math.BigDecimal;
import java.util.List;

/**
 * One rule of a rule set. Immutable.
 *
 * @param id its name, words joined by hyphens
 * @param event the type of the events it judges
 * @param when a condition over columns and fields, with {@link #LIMIT} where its limit stands
 * @param limit the limit in force
 * @param tries the limits that tuning may choose from
 * @param weight what a hit adds to the score, at least 1
 * @param meaning one line for people
 */
record Rule(
    String id,
    String event,
    String when,
    double limit,
    List<Double> tries,
    int weight,
    String meaning) {
  /** Stands for the limit in a condition. */
  static final String LIMIT = "{limit}";

  Rule {
    tries = List.copyOf(tries);
  }

  /** The condition with one limit. */
  String condition(double some) {
    String number = BigDecimal.valueOf(some).toPlainString();
    return when.replace(LIMIT, number.contains(".") ? number : number + ".0");
  }

  /** The same rule with another limit. */
  Rule with(double otherLimit) {
    return new Rule(id, event, when, otherLimit, tries, weight, meaning);
  }
}
