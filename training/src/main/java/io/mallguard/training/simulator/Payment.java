package io.mallguard.training.simulator;

/** One simulated payment. Immutable. */
record Payment(long atMillis, int customer, int terminal, long amountMinor, boolean fraud) {
  Payment asFraud(long newAmountMinor) {
    return new Payment(atMillis, customer, terminal, newAmountMinor, true);
  }
}
