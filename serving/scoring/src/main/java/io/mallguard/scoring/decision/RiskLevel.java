package io.mallguard.scoring.decision;

import java.util.Locale;

/** How risky an event is, in words that do not depend on what is done about it. */
public enum RiskLevel {
  /** Below the policy's elevated bound. */
  NORMAL,
  /** At or above the elevated bound. */
  ELEVATED,
  /** At or above the highest bound. */
  HIGHEST,
  /** Nothing could be scored. */
  UNKNOWN;

  /** The word in answers and records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
