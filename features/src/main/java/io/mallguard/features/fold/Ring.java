package io.mallguard.features.fold;

import io.mallguard.features.spec.Lane;
import io.mallguard.features.spec.Measure;
import io.mallguard.features.spec.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The past events of one entity in one lane, oldest first, and for every window where it starts and
 * ends among them and its running numbers. One owner thread.
 */
final class Ring {
  /*
   * Entries have absolute numbers 0, 1, 2, ... in order of arrival; entry i lies in slot i & mask.
   * Invariants, for every window w at all times:
   * 1. left[w] <= entered[w] <= count: entries left[w] .. entered[w]-1 are in the window.
   * 2. sums[w][m] is the sum over the entries in the window of measure m, in exact whole numbers,
   *    so that what was added on entering is taken away exactly on leaving.
   * 3. No slot of an entry >= min over w of left[w] is overwritten.
   */
  private static final int FIRST_CAPACITY = 4;

  private final Lane lane;
  private final int maxEntries;
  private long[] times = new long[FIRST_CAPACITY];
  private long[] flags = new long[FIRST_CAPACITY];
  private final long[][] values;
  private long count;
  private final long[] entered;
  private final long[] left;
  private final long[] sums;
  private long truncatedUntilMillis = Long.MIN_VALUE;

  Ring(Lane lane, int maxEntries) {
    this.lane = lane;
    this.maxEntries = maxEntries;
    int windows = lane.windows().size();
    values = new long[lane.values().size()][FIRST_CAPACITY];
    entered = new long[windows];
    left = new long[windows];
    sums = new long[windows * lane.measures().size()];
  }

  /** Moves every window to a fold time, which must not be before the last one. */
  void advance(long foldTimeMillis) {
    List<Window> windows = lane.windows();
    for (int w = 0; w < entered.length; w++) {
      long end = foldTimeMillis - windows.get(w).delayMillis();
      while (entered[w] < count && times[slot(entered[w])] <= end) {
        add(w, slot(entered[w]), 1);
        entered[w]++;
      }
      long start = end - windows.get(w).lengthMillis();
      while (left[w] < entered[w] && times[slot(left[w])] <= start) {
        add(w, slot(left[w]), -1);
        left[w]++;
      }
    }
  }

  /** The running number of a measure in a window. */
  long sum(int window, int measure) {
    return sums[window * lane.measures().size() + measure];
  }

  /** Appends an event; the windows must have been advanced to its fold time. */
  long push(long foldTimeMillis, long entryFlags, long[] entryValues) {
    makeRoom();
    int slot = slot(count);
    times[slot] = foldTimeMillis;
    flags[slot] = entryFlags;
    for (int v = 0; v < values.length; v++) {
      values[v][slot] = entryValues[v];
    }
    return count++;
  }

  /**
   * Changes the flags of an entry after a mark.
   *
   * @return whether any window still holds the entry or will
   */
  boolean reflag(long entry, long newFlags) {
    if (entry < oldest()) {
      return false;
    }
    int slot = slot(entry);
    for (int w = 0; w < entered.length; w++) {
      boolean inside = left[w] <= entry && entry < entered[w];
      if (inside) {
        add(w, slot, -1);
      }
    }
    flags[slot] = newFlags;
    for (int w = 0; w < entered.length; w++) {
      if (left[w] <= entry && entry < entered[w]) {
        add(w, slot, 1);
      }
    }
    return true;
  }

  /** Whether entries that a window should hold were dropped for want of room. */
  boolean truncated(long foldTimeMillis) {
    return foldTimeMillis < truncatedUntilMillis;
  }

  /** Fold time of the last event. */
  long lastTimeMillis() {
    return times[slot(count - 1)];
  }

  /** What {@link #restore} needs to undo every {@link #advance} since. */
  long[] save() {
    long[] saved = Arrays.copyOf(entered, entered.length * 2 + sums.length);
    System.arraycopy(left, 0, saved, entered.length, left.length);
    System.arraycopy(sums, 0, saved, entered.length * 2, sums.length);
    return saved;
  }

  /** Puts the windows back to where they were. */
  void restore(long[] saved) {
    System.arraycopy(saved, 0, entered, 0, entered.length);
    System.arraycopy(saved, entered.length, left, 0, left.length);
    System.arraycopy(saved, entered.length * 2, sums, 0, sums.length);
  }

  private void add(int window, int slot, int sign) {
    List<Measure> measures = lane.measures();
    int base = window * measures.size();
    for (int m = 0; m < measures.size(); m++) {
      Measure measure = measures.get(m);
      if ((flags[slot] >>> measure.flag() & 1) != 0) {
        sums[base + m] += measure.value() < 0 ? sign : sign * values[measure.value()][slot];
      }
    }
  }

  private void makeRoom() {
    if (count - oldest() < times.length) {
      return;
    }
    if (times.length < maxEntries) {
      grow();
      return;
    }
    dropOldest();
  }

  /** At the bound the oldest entry leaves every window, and rows say so while it matters. */
  private void dropOldest() {
    long oldest = oldest();
    truncatedUntilMillis = times[slot(oldest)] + lane.reachMillis();
    for (int w = 0; w < entered.length; w++) {
      if (left[w] == oldest) {
        if (entered[w] > oldest) {
          add(w, slot(oldest), -1);
        } else {
          entered[w]++;
        }
        left[w]++;
      }
    }
  }

  private void grow() {
    int capacity = times.length * 2;
    long[] newTimes = new long[capacity];
    long[] newFlags = new long[capacity];
    long[][] newValues = new long[values.length][capacity];
    for (long entry = oldest(); entry < count; entry++) {
      int from = slot(entry);
      int to = (int) (entry & (capacity - 1));
      newTimes[to] = times[from];
      newFlags[to] = flags[from];
      for (int v = 0; v < values.length; v++) {
        newValues[v][to] = values[v][from];
      }
    }
    times = newTimes;
    flags = newFlags;
    System.arraycopy(newValues, 0, values, 0, values.length);
  }

  private long oldest() {
    long oldest = count;
    for (long first : left) {
      oldest = Math.min(oldest, first);
    }
    return oldest;
  }

  private int slot(long entry) {
    return (int) (entry & (times.length - 1));
  }
}
