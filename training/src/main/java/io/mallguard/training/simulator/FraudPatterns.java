package io.mallguard.training.simulator;

import java.util.Arrays;

/**
 * The three patterns of fraud, after the Fraud Detection Handbook (Le Borgne, Siblini, Lebichot,
 * Bontempi, Universite Libre de Bruxelles, 2022, chapter 3): amounts above a threshold; terminals
 * compromised for four weeks, with all their payments; customers compromised for two weeks, a third
 * of whose payments are five times as large. Rates are per entity here, so that small worlds have
 * as large a share of fraud as large ones. One owner thread.
 */
final class FraudPatterns {
  private static final long THRESHOLD_MINOR = 22_000;
  private static final int TERMINAL_DAYS = 28;
  private static final int CUSTOMER_DAYS = 14;
  private static final int FACTOR = 5;
  private static final double PAYMENT_SHARE = 1.0 / 3;

  /** Chosen: about 0.6 % of all payments. */
  private static final double TERMINALS_PER_DAY = 0.0002;

  /** Chosen: about 0.3 % of all payments. */
  private static final double CUSTOMERS_PER_DAY = 0.0006;

  private final int[] terminalUntilDay;
  private final int[] customerUntilDay;

  FraudPatterns(SimulationPlan plan, Chance chance) {
    terminalUntilDay = new int[plan.terminals()];
    customerUntilDay = new int[plan.customers()];
    Arrays.fill(terminalUntilDay, Integer.MIN_VALUE);
    Arrays.fill(customerUntilDay, Integer.MIN_VALUE);
    // As much is compromised on the first day as on any other.
    for (int day = -TERMINAL_DAYS; day < 0; day++) {
      startDay(day, chance);
    }
  }

  void startDay(int day, Chance chance) {
    compromise(terminalUntilDay, TERMINALS_PER_DAY, day + TERMINAL_DAYS, chance);
    compromise(customerUntilDay, CUSTOMERS_PER_DAY, day + CUSTOMER_DAYS, chance);
  }

  private static void compromise(int[] untilDay, double share, int until, Chance chance) {
    int count = chance.poisson(share * untilDay.length);
    for (int i = 0; i < count; i++) {
      untilDay[chance.below(untilDay.length)] = until;
    }
  }

  /** The payment as it really is. */
  Payment apply(Payment payment, int day, Chance chance) {
    if (day < terminalUntilDay[payment.terminal()]) {
      return payment.asFraud(payment.amountMinor());
    }
    if (day < customerUntilDay[payment.customer()] && chance.happens(PAYMENT_SHARE)) {
      return payment.asFraud(payment.amountMinor() * FACTOR);
    }
    boolean large = payment.amountMinor() > THRESHOLD_MINOR;
    return large ? payment.asFraud(payment.amountMinor()) : payment;
  }
}
