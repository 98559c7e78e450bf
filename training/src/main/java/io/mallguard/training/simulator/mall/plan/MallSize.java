package io.mallguard.training.simulator.mall.plan;

import java.time.LocalDate;

/** How large the mall is, and when it begins. */
public enum MallSize {
  /** For demos and tests: seconds. More fraud than elsewhere, or there would be none to learn. */
  XS(2_000, 60, 45, LocalDate.of(2025, 10, 1), 5, 2.5),
  /** Two months with the peak of 11 November. */
  S(20_000, 600, 61, LocalDate.of(2025, 10, 1), 5, 1),
  /** April to November, with both peaks of the year and the whole schedule of drift. */
  M(200_000, 6_000, 244, LocalDate.of(2025, 4, 1), 1, 1),
  /** A year, for throughput and memory. */
  L(1_000_000, 30_000, 365, LocalDate.of(2025, 4, 1), 1, 1);

  private final int buyers;
  private final int shops;
  private final int days;
  private final LocalDate firstDay;
  private final int firstMonth;
  private final double fraudFactor;

  MallSize(
      int buyers, int shops, int days, LocalDate firstDay, int firstMonth, double fraudFactor) {
    this.buyers = buyers;
    this.shops = shops;
    this.days = days;
    this.firstDay = firstDay;
    this.firstMonth = firstMonth;
    this.fraudFactor = fraudFactor;
  }

  /** People who buy on the first day; more register later. */
  public int buyers() {
    return buyers;
  }

  /** Shops on the first day; more open later. */
  public int shops() {
    return shops;
  }

  /** Days of trade. */
  public int days() {
    return days;
  }

  /** The first day of trade. */
  public LocalDate firstDay() {
    return firstDay;
  }

  /** Month of the schedule of drift, from 1, that the first calendar month is. */
  public int firstMonth() {
    return firstMonth;
  }

  /** How much fraud there is, against the rates that are documented. */
  public double fraudFactor() {
    return fraudFactor;
  }
}
