package io.mallguard.training.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Customers and terminals on a plane of side 1. A customer pays at the terminals within reach, has
 * a usual amount and a usual number of payments a day. Immutable once built.
 */
final class CardWorld {
  /** Chosen: enough terminals in reach that a customer's choice says little by itself. */
  private static final double TERMINALS_IN_REACH = 25;

  private static final double MIN_AMOUNT_MINOR = 500;
  private static final double MAX_AMOUNT_MINOR = 10_000;
  private static final double MAX_PAYMENTS_PER_DAY = 4;

  private final double[] usualAmountMinorUnits;
  private final double[] paymentsPerDay;
  private final int[][] reachable;

  CardWorld(SimulationPlan plan, Chance chance) {
    double[] terminalX = plane(plan.terminals(), chance);
    double[] terminalY = plane(plan.terminals(), chance);
    double radius = Math.min(1, Math.sqrt(TERMINALS_IN_REACH / (Math.PI * plan.terminals())));
    Grid grid = new Grid(terminalX, terminalY, radius);
    usualAmountMinorUnits = new double[plan.customers()];
    paymentsPerDay = new double[plan.customers()];
    reachable = new int[plan.customers()][];
    for (int i = 0; i < plan.customers(); i++) {
      usualAmountMinorUnits[i] = chance.uniform(MIN_AMOUNT_MINOR, MAX_AMOUNT_MINOR);
      paymentsPerDay[i] = chance.uniform(0, MAX_PAYMENTS_PER_DAY);
      int[] near = grid.within(chance.uniform(0, 1), chance.uniform(0, 1), radius);
      reachable[i] = near.length > 0 ? near : new int[] {chance.below(plan.terminals())};
    }
  }

  private static double[] plane(int count, Chance chance) {
    double[] places = new double[count];
    for (int i = 0; i < count; i++) {
      places[i] = chance.uniform(0, 1);
    }
    return places;
  }

  int customers() {
    return reachable.length;
  }

  int payments(int customer, Chance chance) {
    return chance.poisson(paymentsPerDay[customer]);
  }

  int terminal(int customer, Chance chance) {
    return reachable[customer][chance.below(reachable[customer].length)];
  }

  /** Around the usual amount, half of it wide, at least one minor unit. */
  long amountMinor(int customer, Chance chance) {
    double usual = usualAmountMinorUnits[customer];
    return Math.max(1, Math.round(usual * Math.abs(1 + chance.normal() / 2)));
  }

  /** Terminals by square cells, so that a look around need not go through all of them. */
  private static final class Grid {
    private final double[] x;
    private final double[] y;
    private final int side;
    private final List<List<Integer>> cells = new ArrayList<>();

    Grid(double[] x, double[] y, double radius) {
      this.x = x;
      this.y = y;
      this.side = Math.max(1, (int) (1 / radius));
      for (int i = 0; i < side * side; i++) {
        cells.add(new ArrayList<>());
      }
      for (int i = 0; i < x.length; i++) {
        cells.get(cell(x[i]) * side + cell(y[i])).add(i);
      }
    }

    private int cell(double place) {
      return Math.min(side - 1, (int) (place * side));
    }

    int[] within(double px, double py, double radius) {
      List<Integer> found = new ArrayList<>();
      for (int cx = cell(px) - 1; cx <= cell(px) + 1; cx++) {
        for (int cy = cell(py) - 1; cy <= cell(py) + 1; cy++) {
          if (cx >= 0 && cy >= 0 && cx < side && cy < side) {
            for (int i : cells.get(cx * side + cy)) {
              double dx = x[i] - px;
              double dy = y[i] - py;
              if (dx * dx + dy * dy <= radius * radius) {
                found.add(i);
              }
            }
          }
        }
      }
      return found.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
