package io.mallguard.training.simulator.mall.trade;

/**
 * A refund that somebody will ask for. Immutable.
 *
 * @param afterMillis how long after payment, or after delivery
 * @param afterDelivery from when it counts
 * @param type a word in events
 * @param reason a word in events
 * @param destination where to, a word in events
 * @param receiver number of the account that is to get it, -1 for the buyer's
 * @param share of the amount, up to 1
 * @param evidence pictures and the like
 * @param initiator a word in events
 */
public record Wish(
    long afterMillis,
    boolean afterDelivery,
    String type,
    String reason,
    String destination,
    int receiver,
    double share,
    int evidence,
    String initiator) {
  /** None. */
  public static final Wish NONE = new Wish(-1, false, "", "", "", -1, 0, 0, "");

  /** A buyer's wish for all of the money. */
  public static Wish all(
      long afterMillis, boolean afterDelivery, String type, String reason, String destination) {
    return new Wish(afterMillis, afterDelivery, type, reason, destination, -1, 1, 0, "buyer");
  }

  /** Whether there is one. */
  public boolean isThere() {
    return afterMillis >= 0;
  }
}
