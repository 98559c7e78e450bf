package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Reads a lane that is asleep: all numbers are found by looking at its few entries. One look serves
 * all columns of an entity. Same bits as what is kept once the lane is awake. One owner thread.
 */
final class Scan {
  private final Memory memory;
  private final FewEntries few;
  private final int entryLongs;

  /** Widest first, and where each stands in the lane. */
  private final WindowState[] windows;

  private final int[] indexes;
  private final int[] starts;
  private final int[] ends;

  /** As an entity's numbers would be, once awake: the tallies of all windows. */
  private final long[] numbers;

  private final long[] values = new long[FewEntries.MOST];
  private long seen;
  private long[] page = new long[0];
  private int first;

  /**
   * Makes one for all entities.
   *
   * @param windows of the lane, in its order
   * @param numbersLongs where tallies end
   */
  Scan(Memory memory, FewEntries few, int entryLongs, WindowState[] windows, int numbersLongs) {
    this.memory = memory;
    this.few = few;
    this.entryLongs = entryLongs;
    this.starts = new int[windows.length];
    this.ends = new int[windows.length];
    this.numbers = new long[numbersLongs];
    this.indexes = widestFirst(windows);
    this.windows = Arrays.stream(indexes).mapToObj(w -> windows[w]).toArray(WindowState[]::new);
  }

  /** Positions of windows, the widest first. */
  private static int[] widestFirst(WindowState[] windows) {
    return IntStream.range(0, windows.length)
        .boxed()
        .sorted(Comparator.comparingLong(w -> -windows[w].reachMillis()))
        .mapToInt(w -> w)
        .toArray();
  }

  /** Whether entries that are looked at answer the same as running numbers. */
  static boolean answers(Measure measure) {
    return measure instanceof Measure.Tally
        || measure instanceof Measure.Extreme
        || measure instanceof Measure.Newest
        || measure instanceof Measure.Oldest
        || (measure instanceof Measure.Groups groups
            && (groups.kind() == Measure.GroupKind.DISTINCT
                || groups.kind() == Measure.GroupKind.EQUAL));
  }

  /** Entries may have changed, or the time has: to look again. */
  void forget() {
    seen = 0;
  }

  /**
   * Looks at an entity's entries, unless it was the last one looked at.
   *
   * @return whether the lane is asleep; if not there is nothing to look at
   */
  boolean look(long entity, long nowMillis) {
    if (seen == entity) {
      return true;
    }
    if (few.isAwake(entity)) {
      return false;
    }
    seen = entity;
    long from = few.address(entity);
    page = memory.page(from);
    first = Memory.offset(from);
    Arrays.fill(numbers, 0);
    int count = few.count(entity);
    int start = 0;
    for (int w = 0; w < windows.length; w++) {
      WindowState window = windows[w];
      long leftUntil = nowMillis - window.reachMillis();
      while (start < count && time(start) <= leftUntil) {
        start++;
      }
      int end = count;
      long enteredUntil = nowMillis - window.delayMillis();
      while (end > start && time(end - 1) > enteredUntil) {
        end--;
      }
      starts[indexes[w]] = start;
      ends[indexes[w]] = end;
      tally(window.tallies(), start, end);
    }
    return true;
  }

  private void tally(Tallies tallies, int start, int end) {
    for (int i = start; i < end; i++) {
      int at = first + i * entryLongs;
      tallies.count(numbers, 0, page, at, page[at + Entry.FLAGS], 1);
    }
  }

  /** The tallies of the entity looked at, each at its offset. */
  long[] numbers() {
    return numbers;
  }

  private long time(int i) {
    return page[first + i * entryLongs + Entry.TIME];
  }

  private long value(int i, int value) {
    return page[first + i * entryLongs + Entry.VALUES + value];
  }

  private boolean counts(int i, Measure measure) {
    return (page[first + i * entryLongs + Entry.FLAGS] >>> measure.flag() & 1) != 0;
  }

  /** The least or greatest value, {@link Field#ABSENT} if there is none. */
  long extreme(Measure.Extreme measure) {
    long found = Field.ABSENT;
    for (int i = starts[measure.window()]; i < ends[measure.window()]; i++) {
      if (counts(i, measure)) {
        long value = value(i, measure.value());
        boolean better = measure.greatest() ? value > found : value < found;
        found = found == Field.ABSENT || better ? value : found;
      }
    }
    return found;
  }

  /** Value of the newest entry that counts, {@link Field#ABSENT} if there is none. */
  long newestValue(Measure.Newest measure) {
    int newest = newest(measure);
    return newest < 0 ? Field.ABSENT : value(newest, measure.value());
  }

  /** Time of the newest entry that counts, {@link Field#ABSENT} if there is none. */
  long newestMillis(Measure measure) {
    int newest = newest(measure);
    return newest < 0 ? Field.ABSENT : time(newest);
  }

  private int newest(Measure measure) {
    int start = starts[measure.window()];
    for (int i = ends[measure.window()] - 1; i >= start; i--) {
      if (counts(i, measure)) {
        return i;
      }
    }
    return -1;
  }

  /** Time of the oldest entry that counts, {@link Field#ABSENT} if there is none. */
  long oldestMillis(Measure measure) {
    for (int i = starts[measure.window()]; i < ends[measure.window()]; i++) {
      if (counts(i, measure)) {
        return time(i);
      }
    }
    return Field.ABSENT;
  }

  /** How many entries have a value. */
  long equal(Measure.Groups measure, long value) {
    long count = 0;
    for (int i = starts[measure.window()]; i < ends[measure.window()]; i++) {
      count += counts(i, measure) && value(i, measure.value()) == value ? 1 : 0;
    }
    return count;
  }

  /** How many values there are. */
  long distinct(Measure.Groups measure) {
    int count = 0;
    for (int i = starts[measure.window()]; i < ends[measure.window()]; i++) {
      if (counts(i, measure)) {
        values[count] = value(i, measure.value());
        count += isNew(count) ? 1 : 0;
      }
    }
    return count;
  }

  private boolean isNew(int at) {
    for (int i = 0; i < at; i++) {
      if (values[i] == values[at]) {
        return false;
      }
    }
    return true;
  }
}
