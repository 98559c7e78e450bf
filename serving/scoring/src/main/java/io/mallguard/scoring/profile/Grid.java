package io.mallguard.scoring.profile;

import java.util.Arrays;

/**
 * The cells a column's finite values are counted in. Atoms are values so frequent that each is a
 * cell of its own; edges cut the rest into intervals {@code (lo, hi]}, the outer ones open. Atoms
 * cut intervals too, so the distribution function is known exactly at every knot (atom or edge).
 * Immutable.
 */
public final class Grid {
  /*
   * Cells ascend with the values they hold. Knot i (atoms and edges merged) closes an interval cell
   * firstCell[i]; an atom has its own cell right after it. The last cell is the interval above all
   * knots. A binary search over at most 1,020 knots finds a cell.
   */
  private final double[] atoms;
  private final double[] edges;
  private final double[] knots;
  private final boolean[] atAtom;
  private final int[] firstCell;
  private final int[] knotOfCell;

  /**
   * A grid of known knots.
   *
   * @param atoms strictly ascending, finite, no -0.0
   * @param edges strictly ascending, finite, no -0.0, none of them an atom
   * @throws IllegalArgumentException if that does not hold
   */
  Grid(double[] atoms, double[] edges) {
    this.atoms = atoms.clone();
    this.edges = edges.clone();
    knots = new double[atoms.length + edges.length];
    System.arraycopy(atoms, 0, knots, 0, atoms.length);
    System.arraycopy(edges, 0, knots, atoms.length, edges.length);
    Arrays.sort(knots);
    if (!ascending(atoms) || !ascending(edges) || !ascending(knots)) {
      throw new IllegalArgumentException("atoms and edges must be finite, ascending and distinct");
    }
    atAtom = new boolean[knots.length];
    firstCell = new int[knots.length + 1];
    knotOfCell = new int[knots.length + atoms.length + 1];
    number();
  }

  private void number() {
    int cell = 0;
    for (int i = 0; i < knots.length; i++) {
      atAtom[i] = Arrays.binarySearch(atoms, knots[i]) >= 0;
      firstCell[i] = cell;
      knotOfCell[cell++] = i;
      if (atAtom[i]) {
        knotOfCell[cell++] = i;
      }
    }
    firstCell[knots.length] = cell;
    knotOfCell[cell] = knots.length;
  }

  /** Whether values are finite, strictly ascending and free of -0.0. */
  static boolean ascending(double[] values) {
    for (int i = 0; i < values.length; i++) {
      boolean negativeZero = Double.doubleToRawLongBits(values[i]) == Long.MIN_VALUE;
      if (!Double.isFinite(values[i]) || negativeZero || (i > 0 && values[i] <= values[i - 1])) {
        return false;
      }
    }
    return true;
  }

  /** Number of cells. */
  public int cellCount() {
    return knotOfCell.length;
  }

  /**
   * The cell a value falls in.
   *
   * @param value finite; -0.0 counts as 0.0
   */
  public int cellOf(double value) {
    int low = 0;
    int high = knots.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (knots[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean atom = low < knots.length && atAtom[low] && knots[low] == value;
    return atom ? firstCell[low] + 1 : firstCell[low];
  }

  /** Whether a cell holds one frequent value only. */
  public boolean isAtom(int cell) {
    int knot = knotOfCell[cell];
    return firstCell[knot] < cell;
  }

  /**
   * The knot that closes a cell: the value of an atom; of an interval its upper end, which belongs
   * to it unless an atom sits there; infinity for the last cell.
   */
  public double upper(int cell) {
    int knot = knotOfCell[cell];
    return knot == knots.length ? Double.POSITIVE_INFINITY : knots[knot];
  }

  /** Number of atoms. */
  public int atomCount() {
    return atoms.length;
  }

  /** An atom, ascending. */
  public double atom(int index) {
    return atoms[index];
  }

  /** Number of edges. */
  public int edgeCount() {
    return edges.length;
  }

  /** An edge, ascending. */
  public double edge(int index) {
    return edges[index];
  }
}
