package io.mallguard.training.simulator.mall.truth;

import java.util.Locale;

/** What an agent does wrong; the names are those of the documentation. */
public enum Typology {
  /** Nothing. */
  NONE("legit"),
  /** Fictitious trade in shops the ring controls. */
  T1("fraud"),
  /** Buying on credit, quick refund into the wallet, withdrawal, again. */
  T2("fraud"),
  /** An order as the pretext for moving money between payment accounts. */
  T3("fraud"),
  /** Real cardholders cash out their credit at a colluding shop. */
  T4("fraud"),
  /** Gift cards bought with stolen cards, redeemed by others. */
  T5("fraud"),
  /** Brushing for reputation. */
  T6("brushing"),
  /** Refund-only abuse. */
  T7("abuse"),
  /** A shop collects, pays itself out and vanishes. */
  T8("fraud"),
  /** Coupon and subsidy farming. */
  T9("abuse"),
  /** Account takeover. */
  T10("account_takeover");

  private final String verdict;

  Typology(String verdict) {
    this.verdict = verdict;
  }

  /** The verdict a judge who knew all would give. */
  public String verdict() {
    return verdict;
  }

  /** Whether it is cash-out. */
  public boolean isFraud() {
    return verdict.equals("fraud");
  }

  /** Its number in the documentation; the nothing has none. */
  public long number() {
    return Long.parseLong(name().substring(1));
  }

  /** Its word in events. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
