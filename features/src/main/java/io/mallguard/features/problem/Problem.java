package io.mallguard.features.problem;

/**
 * One thing that is wrong with an input. Immutable.
 *
 * @param place where: {@code file:line:column}, a JSON pointer, a row number or a flag
 * @param code stable machine-readable kind, snake_case, such as {@code unknown_field}
 * @param found what was found there, empty if nothing; may hold a caller's data, so never goes into
 *     an HTTP answer or a log
 * @param legal what would have been legal, as a phrase that reads after "must be", such as {@code
 *     "a whole number of minor units, 0 or more"}
 */
public record Problem(String place, String code, String found, String legal) {

  /** The problem as one line for a person: place, found, legal. */
  public String line() {
    String what = found.isEmpty() ? "" : "found " + found + ", ";
    return place + ": " + what + legalPhrase() + " [" + code + "]";
  }

  /** What must hold, without the value that was found: safe to send to a caller. */
  public String legalPhrase() {
    return "must be " + legal;
  }
}
