package io.mallguard.training.truth;

/**
 * What an event was. Immutable.
 *
 * @param isFraud whether it was cash-out
 * @param typology T1 to T10, empty where nothing was wrong
 * @param variant a way of doing it with a name of its own, else empty
 * @param ring number of the ring, -1 without
 * @param agent number of the offender's account, -1 without
 * @param discipline how careful the offender is, 0 to 1
 * @param lookAlike H1 to H16 for honest behaviour that looks wrong, else empty
 */
public record Deed(
    boolean isFraud,
    String typology,
    String variant,
    long ring,
    long agent,
    double discipline,
    String lookAlike) {
  /** Simply honest. */
  public static final Deed HONEST = new Deed(false, "", "", -1, -1, 0, "");
}
