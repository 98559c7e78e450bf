package io.mallguard.training.simulator.mall.world;

/** A lasting habit of honest people that looks wrong to some detector. */
public enum Trait {
  /** None. */
  ORDINARY("", 0),
  /** Tops up games for thousands a month. */
  WHALE("H3", 0.003),
  /** Plays with those it lives with: all buy coins on credit in one shop. */
  GUILD("H3", 0),
  /** Sends back a third to a half of what is bought. */
  RETURNER("H4", 0.03),
  /** Buys for a company, in bulk. */
  BULK_BUYER("H8", 0.004),
  /** Lives at the limit of the credit line, buys on impulse and again after repaying. */
  STRESSED("H11", 0.15),
  /** On the road, or behind a VPN. */
  TRAVELLER("H14", 0.03),
  /** Old, helped by a clerk of a shop on the clerk's phone. */
  ELDER("H15", 0.01),
  /** Customer service: goodwill refunds, test accounts. */
  SERVICE("H16", 0.0015);

  private final String hardNegative;
  private final double share;

  Trait(String hardNegative, double share) {
    this.hardNegative = hardNegative;
    this.share = share;
  }

  /** Its name in the documentation, empty for none. */
  public String hardNegative() {
    return hardNegative;
  }

  /** Whether it has a line of credit for sure, and pays with it whenever it can. */
  public boolean livesOnCredit() {
    return this == STRESSED || this == GUILD || this == SERVICE;
  }

  /** Whether it buys items of games, nearly always in one shop. */
  public boolean plays() {
    return this == WHALE || this == GUILD;
  }

  /** Share of accounts at the default level. */
  double share() {
    return share;
  }
}
