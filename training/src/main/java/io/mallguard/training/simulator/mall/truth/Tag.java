package io.mallguard.training.simulator.mall.truth;

/**
 * What an event really was. Immutable.
 *
 * @param typology what was wrong, or {@link Typology#NONE}
 * @param hardNegative H1 to H16 for honest behaviour that looks wrong, else empty
 * @param ring number of the ring, -1 without
 * @param agent number of the offender's account, -1 without
 * @param discipline how careful the offender is, 0 to 1
 * @param chain number of the planned chain of events, -1 without
 * @param step position in the chain, from 0
 * @param plannedMinor what the offender planned to move, measures or not
 * @param variant a way of doing it with a name of its own, else empty
 */
public record Tag(
    Typology typology,
    String hardNegative,
    int ring,
    int agent,
    double discipline,
    long chain,
    int step,
    long plannedMinor,
    String variant) {
  /** The variant that nobody has seen before month 7. */
  public static final String PARTIAL_DETOUR = "partial_detour";

  /** The variant of orders of people who were talked into them. */
  public static final String SCAM_VICTIM = "scam_victim";

  /** Nothing to say. */
  public static final Tag HONEST = honest("", "");

  /** The variant of what offenders do for themselves that looks like what they do as offenders. */
  private static final String OF_OFFENDER = "of_offender";

  private static Tag honest(String hardNegative, String variant) {
    return new Tag(Typology.NONE, hardNegative, -1, -1, 0, -1, 0, 0, variant);
  }

  /** Honest, but it looks wrong in a documented way. */
  public static Tag lookAlike(String hardNegative) {
    return honest(hardNegative, "");
  }

  /**
   * The same by an offender for itself: none of the honest, but whoever judges sees no difference.
   */
  public Tag ofOffender() {
    return hardNegative.isEmpty() ? this : honest("", OF_OFFENDER);
  }

  /** Whether it is right, and somebody may still take a look. */
  public boolean looksWrong() {
    return !hardNegative.isEmpty() || variant.equals(OF_OFFENDER);
  }

  /** The next step of the chain; honest behaviour has no steps. */
  public Tag next() {
    return chain < 0
        ? this
        : new Tag(
            typology,
            hardNegative,
            ring,
            agent,
            discipline,
            chain,
            step + 1,
            plannedMinor,
            variant);
  }

  /** Whether there is anything to say. */
  public boolean isNote() {
    return typology != Typology.NONE || !hardNegative.isEmpty();
  }

  /** Whether whoever did it was talked into it: the account is not an offender's. */
  public boolean isOfVictim() {
    return variant.equals(SCAM_VICTIM);
  }

  /** Whether it was cash-out. */
  public boolean isFraud() {
    return typology.isFraud();
  }
}
