package io.mallguard.training.bench;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.fold.ColumnReader;
import io.mallguard.features.fold.FamilyState;
import io.mallguard.features.grouped.ColumnLog;
import io.mallguard.features.grouped.LogBlock;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.state.Memory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the grouped fold is measured against, in one thread and one process: the same events folded
 * when they are sorted by key already, the bare look-ups of all keys in a hash table, decoding
 * alone. Every figure is of the second round, when all code is compiled.
 */
final class Floors {
  private final EventFolder folder;
  private final Plan plan;
  private final int events;

  Floors(EventFolder folder, FeatureSpec spec) {
    this.folder = folder;
    this.plan = spec.plan();
    this.events = Math.toIntExact(folder.eventCount());
  }

  /** A piece of work that says how many numbers it made, so that it can't be optimised away. */
  private interface Work {
    long run() throws IOException;
  }

  long run() throws IOException {
    long[] slots = slots();
    measure("decode", this::decode);
    long[][] keys = keys(slots);
    measure("hash_look_ups", () -> lookUps(keys));
    List<int[]> orders = new ArrayList<>();
    for (long[] ofFamily : keys) {
      orders.add(sortedByKey(ofFamily));
    }
    measure("fold_sorted_by_key", () -> foldSorted(slots, keys, orders));
    return events;
  }

  private static void measure(String name, Work work) throws IOException {
    work.run();
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    long made = work.run();
    double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    System.out.printf(Locale.ROOT, "RESULT floor_%s cpu=%.3f made=%d%n", name, seconds, made);
  }

  private TypePlan type() {
    return plan.types().get(0);
  }

  private long[] slots() throws IOException {
    long[] slots = new long[events * type().slots()];
    int next = 0;
    LogBlock block = new LogBlock(1 << 15);
    try (ColumnLog log = ColumnLog.open(folder, plan)) {
      while (log.next(block)) {
        int longs = block.rows() * type().slots();
        System.arraycopy(block.data(), 0, slots, next, longs);
        next += longs;
      }
    }
    return slots;
  }

  private long decode() throws IOException {
    long rows = 0;
    LogBlock block = new LogBlock(1 << 15);
    try (ColumnLog log = ColumnLog.open(folder, plan)) {
      while (log.next(block)) {
        rows += block.rows();
      }
    }
    return rows;
  }

  private long[][] keys(long[] slots) {
    int width = type().slots();
    long[] own = new long[width];
    long[][] keys = new long[plan.families().size()][events];
    for (int i = 0; i < events; i++) {
      System.arraycopy(slots, i * width, own, 0, width);
      for (int f = 0; f < keys.length; f++) {
        keys[f][i] = plan.families().get(f).touches().get(0).key().of(own, new double[0]);
      }
    }
    return keys;
  }

  /** One look-up per family in an open-addressing table, adding what is missing. */
  private long lookUps(long[][] keys) {
    int slots = Integer.highestOneBit(events) * 2;
    long[][] tables = new long[keys.length][slots];
    long found = 0;
    for (int i = 0; i < events; i++) {
      for (int f = 0; f < keys.length; f++) {
        long[] table = tables[f];
        long key = keys[f][i] == 0 ? 1 : keys[f][i];
        int slot = (int) IdHash.mix(key) & (slots - 1);
        while (table[slot] != 0 && table[slot] != key) {
          slot = (slot + 1) & (slots - 1);
        }
        found += table[slot] == key ? 1 : 0;
        table[slot] = key;
      }
    }
    return found;
  }

  private static int[] sortedByKey(long[] keys) {
    Integer[] order = new Integer[keys.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong(i -> keys[i]));
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  /** The events lie in the order of the keys; each family's state is that of one small memory. */
  private long foldSorted(long[] slots, long[][] keys, List<int[]> orders) {
    long made = 0;
    for (Family family : plan.families()) {
      long[] sorted = inOrder(slots, orders.get(family.index()));
      made += foldSorted(family, sorted, keys[family.index()], orders.get(family.index()));
    }
    return made;
  }

  private long[] inOrder(long[] slots, int[] order) {
    int width = type().slots();
    long[] sorted = new long[slots.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(slots, order[i] * width, sorted, i * width, width);
    }
    return sorted;
  }

  private long foldSorted(Family family, long[] sorted, long[] keys, int[] order) {
    int width = type().slots();
    long[] own = new long[width];
    double[] row = new double[plan.columns().size()];
    Memory memory = new Memory();
    FamilyState state = new FamilyState(family, plan.zone(), memory, 0, FamilyState.MAX_ENTRIES);
    ColumnReader[] readers = readers(family, state);
    long[] empty = memory.image();
    long made = 0;
    int begun = 0;
    for (int i = 0; i < order.length; i++) {
      long key = keys[order[i]];
      if (i - begun > 4096 && key != keys[order[i - 1]]) {
        memory.reset(empty);
        begun = i;
      }
      System.arraycopy(sorted, i * width, own, 0, width);
      long now = own[TypePlan.FOLD_TIME];
      long entity = state.open(key, now);
      for (ColumnReader reader : readers) {
        row[reader.column().index()] = reader.read(entity, 0, now, own, row);
        made++;
      }
      state.absorb(0, key, entity, own[TypePlan.OWN_ID], now, own, row);
    }
    return made;
  }

  private ColumnReader[] readers(Family family, FamilyState state) {
    return plan.columns().stream()
        .filter(column -> column instanceof Column.Aggregate)
        .map(column -> (Column.Aggregate) column)
        .filter(column -> column.family() == family.index())
        .map(state::reader)
        .toArray(ColumnReader[]::new);
  }
}
