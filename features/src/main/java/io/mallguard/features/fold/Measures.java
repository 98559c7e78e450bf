package io.mallguard.features.fold;

import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The running numbers of one lane: makes them, window by window, and finds them by measure. */
final class Measures {
  private final Memory memory;
  private final Lane lane;
  private final Tile tile;
  private final int firstCellAt;
  private final List<Integer> grouped = new ArrayList<>();
  private final List<Cells> cells = new ArrayList<>();
  private final boolean[] isForLife;
  private final Accumulator[] byMeasure;
  private final int[] offsets;
  private final LocalCalendar calendar;
  private final Roots roots;
  private final List<Comparison> comparisons = new ArrayList<>();
  private final IdentityHashMap<Accumulator, OwnReading> readings = new IdentityHashMap<>();

  /**
   * Prepares the numbers of a lane.
   *
   * @param firstCellAt where an entry holds its first cell
   * @param offset in the entity's block, of what all windows share
   */
  Measures(
      Memory memory,
      Lane lane,
      Tile tile,
      LocalCalendar calendar,
      Roots roots,
      int firstCellAt,
      int offset) {
    this.memory = memory;
    this.lane = lane;
    this.tile = tile;
    this.calendar = calendar;
    this.roots = roots;
    this.firstCellAt = firstCellAt;
    this.byMeasure = new Accumulator[lane.measures().size()];
    this.offsets = new int[byMeasure.length];
    for (int value : groupedValues(lane)) {
      grouped.add(value);
      cells.add(new Cells(memory, roots.index(), offset + cells.size() * Cells.HEADER_LONGS));
    }
    this.isForLife = new boolean[cells.size()];
    for (Measure measure : lane.measures()) {
      if (measure instanceof Measure.Groups groups && isForLife(lane, groups)) {
        isForLife[grouped.indexOf(groups.value())] = true;
      }
    }
  }

  private static boolean isForLife(Lane lane, Measure.Groups groups) {
    return lane.windows().get(groups.window()).isLife()
        || (groups.against() >= 0 && lane.windows().get(groups.against()).isLife());
  }

  /** Indexes of the values that group entries. */
  static List<Integer> groupedValues(Lane lane) {
    return lane.measures().stream()
        .filter(Measure.Groups.class::isInstance)
        .map(measure -> ((Measure.Groups) measure).value())
        .distinct()
        .toList();
  }

  int sharedLongs() {
    return cells.size() * Cells.HEADER_LONGS;
  }

  /** The numbers of a window, laid out from an offset in the entity's block. */
  List<Accumulator> ofWindow(int window, int offset) {
    List<Accumulator> made = new ArrayList<>();
    int at = offset;
    List<Integer> tallies = measuresOf(window, Measure.Tally.class);
    if (!tallies.isEmpty()) {
      made.add(tallies(tallies, at));
      at += made.get(0).longs();
    }
    boolean life = lane.windows().get(window).isLife();
    for (int m : measuresOf(window, Measure.class)) {
      if (!(lane.measures().get(m) instanceof Measure.Tally)) {
        Accumulator accumulator = make(m, at, life);
        byMeasure[m] = accumulator;
        offsets[m] = at;
        made.add(accumulator);
        at += accumulator.longs();
      }
    }
    return made;
  }

  private List<Integer> measuresOf(int window, Class<? extends Measure> kind) {
    List<Integer> indexes = new ArrayList<>();
    for (int m = 0; m < lane.measures().size(); m++) {
      Measure measure = lane.measures().get(m);
      if (measure.window() == window && kind.isInstance(measure)) {
        indexes.add(m);
      }
    }
    return indexes;
  }

  private Accumulator tallies(List<Integer> indexes, int at) {
    if (lane.resolutionMillis() > 0) {
      TileTallies tallies = new TileTallies(memory, lane, tile, indexes, at);
      for (int i = 0; i < indexes.size(); i++) {
        byMeasure[indexes.get(i)] = tallies;
        offsets[indexes.get(i)] = tallies.offset(i);
      }
      return tallies;
    }
    List<Measure.Tally> measures =
        indexes.stream().map(m -> (Measure.Tally) lane.measures().get(m)).toList();
    Tallies tallies = Tallies.of(memory, measures, at);
    for (int i = 0; i < indexes.size(); i++) {
      byMeasure[indexes.get(i)] = tallies;
      offsets[indexes.get(i)] = tallies.offset(i);
    }
    return tallies;
  }

  private Accumulator make(int m, int at, boolean life) {
    Measure measure = lane.measures().get(m);
    if (measure instanceof Measure.Extreme extreme) {
      if (lane.resolutionMillis() > 0) {
        Measure.Extreme ofTile =
            new Measure.Extreme(extreme.window(), 0, tile.slot(m), extreme.greatest());
        return new Extreme(memory, ofTile, at, life);
      }
      return new Extreme(memory, extreme, at, life);
    } else if (measure instanceof Measure.Newest newest) {
      return new Newest(memory, newest, at);
    } else if (measure instanceof Measure.Oldest oldest) {
      return new Oldest(memory, oldest, at, life);
    } else if (measure instanceof Measure.Groups groups) {
      return groups(groups, at);
    } else if (measure instanceof Measure.BinCounts counts) {
      return new BinCounts(memory, counts, at);
    } else if (measure instanceof Measure.Level level) {
      long lengthMillis = lane.windows().get(level.window()).lengthMillis();
      return level.kind() == Measure.LevelKind.MIN_DAY_END
          ? new DayEndLevel(memory, level, calendar, lengthMillis, at)
          : new Level(memory, level, lengthMillis, at);
    } else if (measure instanceof Measure.Calendar period) {
      return new Calendar(memory, period, calendar, at);
    } else if (measure instanceof Measure.Fifo fifo) {
      return new Fifo(memory, fifo, at);
    }
    throw new IllegalArgumentException("no running number for " + measure);
  }

  private Accumulator groups(Measure.Groups measure, int at) {
    int group = grouped.indexOf(measure.value());
    Cells of = cells.get(group);
    int cellAt = firstCellAt + group;
    return switch (measure.kind()) {
      case DISTINCT, EQUAL -> new GroupCounts(memory, measure, of, cellAt, at);
      case TOP_SHARE, ENTROPY -> new GroupRanks(memory, measure, of, cellAt, at);
      case QUANTILE, GINI, RARITY, DIVERGENCE_JS, DIVERGENCE_L1 -> binned(measure, of, cellAt, at);
      case SUM_ENTROPY, SUM_TOP_SHARE, SUM_GINI, SUM_HHI ->
          new GroupSums(memory, measure, of, cellAt, at, roots);
    };
  }

  private Accumulator binned(Measure.Groups measure, Cells of, int cellAt, int at) {
    CellCounts counts = new CellCounts(memory, measure.flag(), measure.weight(), of, cellAt);
    counts.place(at);
    List<CellCounts> against = List.of();
    if (measure.against() >= 0) {
      CellCounts other = new CellCounts(memory, measure.flag(), measure.weight(), of, cellAt);
      comparisons.add(new Comparison(measure.against(), other));
      against = List.of(other);
    }
    readings.put(counts, new Binned(measure, of, counts, against));
    return counts;
  }

  /** Counts of a window that another window is compared with. */
  private record Comparison(int window, CellCounts counts) {}

  /** Counts that other windows compare theirs with, to be told what this one is told. */
  List<Accumulator> comparisons(int window, int offset) {
    List<Accumulator> made = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      if (comparison.window() == window) {
        comparison.counts().place(offset + made.size());
        made.add(comparison.counts());
      }
    }
    return made;
  }

  /** How a measure that says itself what it is worth is read. */
  OwnReading reading(int measure) {
    Accumulator accumulator = byMeasure[measure];
    if (accumulator instanceof OwnReading own) {
      return own;
    }
    OwnReading reading = readings.get(accumulator);
    if (reading == null) {
      throw new IllegalArgumentException("measure " + measure + " has no reading of its own");
    }
    return reading;
  }

  /** The accumulator that holds a measure. */
  Accumulator of(int measure) {
    return byMeasure[measure];
  }

  /** Offset of a measure in the entity's block. */
  int offset(int measure) {
    return offsets[measure];
  }

  void acquireCells(long entity, long entry) {
    for (int i = 0; i < cells.size(); i++) {
      long value = memory.get(entry + Entry.VALUES + grouped.get(i));
      memory.put(entry + firstCellAt + i, cells.get(i).acquire(entity, value));
    }
  }

  void releaseCells(long entity, long entry) {
    for (int i = 0; i < cells.size(); i++) {
      long cell = memory.get(entry + firstCellAt + i);
      // A window that nothing leaves still counts by the cell when the entry is gone.
      if (cell != 0 && !isForLife[i]) {
        cells.get(i).release(entity, cell);
      }
    }
  }

  /** Longs of an entity's cells. */
  long cellLongs(long entity) {
    long longs = 0;
    for (Cells of : cells) {
      longs += of.count(entity) * of.longs();
    }
    return longs;
  }

  void clearCells(long entity) {
    cells.forEach(c -> c.clear(entity));
  }
}
