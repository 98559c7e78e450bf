package io.mallguard.features.plan;

import io.mallguard.features.expression.Real;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one column is computed. Columns of the row come first, internal ones after. Immutable. */
public sealed interface Column {
  /** Index of the column. */
  int index();

  /** 1 for what reads the past alone, more for what reads lanes of a higher stage. */
  int stage();

  /** Indexes of the columns it is computed from, directly. */
  Set<Integer> reads();

  /**
   * A column read from a lane.
   *
   * @param touches per event type the touch by which the event reads the entity, or -1; besides the
   *     scored types also those that leave entries in lanes of a higher stage, if the column is
   *     read there
   * @param measure index of the lane's measure
   * @param divisor index of the lane's measure to divide by for {@link Readout#SHARE}, else -1
   * @param bin which bin is read for {@link Readout#BIN_SHARE}, else -1
   * @param includeCurrent whether the event being scored counts
   * @param whenEmpty value where there is nothing to divide or choose from
   * @param reads those that the lane freezes when events arrive, or that the key is made of
   */
  record Aggregate(
      int index,
      int stage,
      int family,
      int lane,
      List<Integer> touches,
      Readout readout,
      int measure,
      int divisor,
      int bin,
      boolean includeCurrent,
      double whenEmpty,
      Set<Integer> reads)
      implements Column {
    /** Copies the list and the set. */
    public Aggregate {
      touches = List.copyOf(touches);
      reads = Set.copyOf(reads);
    }
  }

  /**
   * A column computed from the event and other columns.
   *
   * @param values per event type the expression, or null where the column has no value
   * @param reads those in the expressions
   */
  record Derived(int index, int stage, List<@Nullable Real> values, Set<Integer> reads)
      implements Column {
    /** Copies the set. */
    public Derived {
      reads = Set.copyOf(reads);
    }
  }

  /**
   * A column read from a graph store; always of stage 1.
   *
   * @param store index of the store
   * @param read what is read
   * @param asks per event type whom the event asks about, or null where the column has no value
   * @param includeCurrent whether the event being scored is in
   * @param feedsLanes whether lanes of a higher stage freeze it
   */
  record Graph(
      int index,
      int store,
      GraphRead read,
      List<@Nullable GraphAsk> asks,
      boolean includeCurrent,
      boolean feedsLanes)
      implements Column {
    @Override
    public int stage() {
      return 1;
    }

    @Override
    public Set<Integer> reads() {
      return Set.of();
    }
  }

  /** What is read from a measure. */
  enum Readout {
    /** Number of entries of a tally. */
    COUNT,
    /** Sum of a tally. */
    SUM,
    /** Sum / number of a tally. */
    MEAN,
    /** Sample standard deviation of a tally with squares. */
    STD,
    /** Number of a tally / number of another. */
    SHARE,
    /** Number or weight of one bin / that of all. */
    BIN_SHARE,
    /** The value of an extreme or newest entry. */
    VALUE,
    /** Seconds since the newest or oldest entry. */
    SECONDS_SINCE,
    /** Whatever groups, level, calendar or fifo say. */
    OWN
  }
}
