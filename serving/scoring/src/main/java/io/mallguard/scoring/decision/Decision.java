package io.mallguard.scoring.decision;

import java.util.Locale;

/** What to do with a scored event, mildest first. */
public enum Decision {
  /** Let it through. */
  PASS,
  /** Verify the customer's identity first. */
  STEP_UP,
  /** Let it wait for some hours. */
  HOLD,
  /** A person looks at it. */
  REVIEW,
  /** Refuse it. */
  REJECT;

  /** The word in policies, answers and records, such as {@code step_up}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
