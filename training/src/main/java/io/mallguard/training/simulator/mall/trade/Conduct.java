package io.mallguard.training.simulator.mall.trade;

/**
 * How buyer and shop go on after the payment. Immutable.
 *
 * @param shipAfterMillis when the shop ships, -1 never
 * @param parcel what it ships
 * @param confirmAfterMillis when the buyer confirms the receipt after delivery, -1 leaves it to the
 *     mall
 * @param reviewAfterMillis when the buyer reviews after that, -1 never
 * @param rating of the review
 * @param reviewText number of the text; copies have the same
 * @param redeemer number of the account that redeems gift cards, -1 the buyer
 * @param redeemAfterMillis when, -1 never
 * @param wish a refund
 */
public record Conduct(
    long shipAfterMillis,
    Parcel parcel,
    long confirmAfterMillis,
    long reviewAfterMillis,
    int rating,
    long reviewText,
    int redeemer,
    long redeemAfterMillis,
    Wish wish) {
  /** What is in the parcel. */
  public enum Parcel {
    /** What was bought. */
    FULL,
    /** Next to nothing. */
    EMPTY,
    /** Nothing was sent: the tracking number is that of somebody else's parcel. */
    BORROWED
  }

  /** The same with a refund. */
  public Conduct with(Wish other) {
    return new Conduct(
        shipAfterMillis,
        parcel,
        confirmAfterMillis,
        reviewAfterMillis,
        rating,
        reviewText,
        redeemer,
        redeemAfterMillis,
        other);
  }

  /** The same with somebody else who redeems. */
  public Conduct redeemedBy(int account, long afterMillis) {
    return new Conduct(
        shipAfterMillis,
        parcel,
        confirmAfterMillis,
        reviewAfterMillis,
        rating,
        reviewText,
        account,
        afterMillis,
        wish);
  }

  /** The same with another way of shipping. */
  public Conduct shipped(long afterMillis, Parcel other) {
    return new Conduct(
        afterMillis,
        other,
        confirmAfterMillis,
        reviewAfterMillis,
        rating,
        reviewText,
        redeemer,
        redeemAfterMillis,
        wish);
  }

  /** The same with another moment of confirmation. */
  public Conduct confirmed(long afterMillis) {
    return new Conduct(
        shipAfterMillis,
        parcel,
        afterMillis,
        reviewAfterMillis,
        rating,
        reviewText,
        redeemer,
        redeemAfterMillis,
        wish);
  }

  /** The same with a review. */
  public Conduct reviewed(long afterMillis, int stars, long text) {
    return new Conduct(
        shipAfterMillis,
        parcel,
        confirmAfterMillis,
        afterMillis,
        stars,
        text,
        redeemer,
        redeemAfterMillis,
        wish);
  }
}
