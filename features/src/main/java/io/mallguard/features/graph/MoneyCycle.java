package io.mallguard.features.graph;

import java.util.List;

/**
 * Money that comes back to where it came from, as evidence. Immutable.
 *
 * @param payments the payments before the one that closes it, first to last; at least one
 * @param closingMinor amount of the one that closes it
 * @param durationMillis from the first payment to the closing one, fold time
 */
public record MoneyCycle(List<CyclePayment> payments, long closingMinor, long durationMillis) {
  /** Copies the list. */
  public MoneyCycle {
    payments = List.copyOf(payments);
  }

  /** Least amount, the closing one included / amount of the first; above 0. */
  public double amountKeptRatio() {
    long least = closingMinor;
    for (CyclePayment payment : payments) {
      least = Math.min(least, payment.amountMinor());
    }
    return (double) least / (double) payments.get(0).amountMinor();
  }
}
