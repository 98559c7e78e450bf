package io.mallguard.features.expression;

/**
 * How a condition reads marked fields.
 *
 * <p>A mark that only stands under "and" and "or" can make the condition true once it is known, but
 * its absence never does: counting such events is sound at any time. Anywhere else (under "not", in
 * a comparison, in a choice) "not marked" is read as evidence, which is sound only after the time
 * the schema says one must wait.
 *
 * @param marks bit set of the marked fields that are read
 * @param absenceIsEvidence whether "not marked" can make the condition true
 */
public record MarkUse(int marks, boolean absenceIsEvidence) {
  /** Reads no mark. */
  public static final MarkUse NONE = new MarkUse(0, false);

  MarkUse and(MarkUse other) {
    return new MarkUse(marks | other.marks, absenceIsEvidence || other.absenceIsEvidence);
  }
}
