package io.mallguard.training.simulator;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;

/**
 * What to simulate. Immutable.
 *
 * @param days from 2026-01-01, 1 to {@value #MAX_DAYS}
 * @param customers 1 to {@value #MAX_CUSTOMERS}
 * @param terminals 1 to {@value #MAX_TERMINALS}
 * @param seed the same seed gives the same events
 */
public record SimulationPlan(int days, int customers, int terminals, long seed) {
  private static final int MAX_DAYS = 3660;
  private static final int MAX_CUSTOMERS = 1_000_000;
  private static final int MAX_TERMINALS = 1_000_000;

  /**
   * Checks the bounds.
   *
   * @throws InvalidInputException with all problems
   */
  public SimulationPlan {
    Problems problems = new Problems();
    check("--days", days, MAX_DAYS, problems);
    check("--customers", customers, MAX_CUSTOMERS, problems);
    check("--terminals", terminals, MAX_TERMINALS, problems);
    problems.throwIfAny("simulation");
  }

  private static void check(String option, int value, int max, Problems problems) {
    if (value < 1 || value > max) {
      problems.add(option, "out_of_range", "" + value, "a whole number from 1 to " + max);
    }
  }
}
