package io.mallguard.features.fold;

import com.sun.management.ThreadMXBean;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventBytes;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.grouped.Backlog;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Figures of the live fold: replay from the log's bytes, heap against what is alive, snapshots
 * against a raw copy, latency beside that of an empty loop.
 */
final class LiveFigures {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FeatureSpec spec;
  private final List<Event> events = new ArrayList<>();
  private final long firstMillis;
  private final long spanMillis;

  private LiveFigures(Path folder, Path specFile, int most) throws IOException {
    EventFolder open = EventFolder.open(folder);
    this.spec = SpecReader.read(specFile, open.schema());
    try (EventReader reader = open.read()) {
      while (events.size() < most && reader.advance()) {
        events.add(reader.current().event());
      }
    }
    this.firstMillis = events.get(0).occurredAtMillis();
    this.spanMillis = events.get(events.size() - 1).occurredAtMillis() - firstMillis;
  }

  /** EVENTS_FOLDER SPEC_FILE MOST_EVENTS SECONDS. */
  public static void main(String[] args) throws IOException {
    LiveFigures figures =
        new LiveFigures(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
    figures.live();
    double live = figures.live();
    figures.lookUps();
    double lookUps = figures.lookUps();
    print(
        "live fold with rows / six hash look-ups: %.2f / %.3f = %.1f",
        live, lookUps, live / lookUps);
    figures.replay();
    Fold fold = figures.replay();
    figures.heap(fold);
    fold = figures.snapshot(fold, Path.of(args[0]).resolveSibling("fold.snapshot"));
    figures.latency(fold, Integer.parseInt(args[3]));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private LoggedEvent logged(long number) {
    Event event = events.get((int) (number % events.size()));
    long lapMillis = number / events.size() * spanMillis;
    return new LoggedEvent(number + 1, event.occurredAtMillis() + lapMillis, event);
  }

  /** Processor seconds to fold all events in and read a row for each. */
  private double live() {
    Fold fold = new Fold(spec);
    double[] row = new double[spec.features().size()];
    List<LoggedEvent> all = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      all.add(logged(i));
    }
    long before = THREADS.getCurrentThreadCpuTime();
    for (LoggedEvent event : all) {
      fold.score(event, row);
    }
    return (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
  }

  /** Processor seconds for one look-up per family and event, adding what is missing. */
  private double lookUps() {
    long[][] keys = keys();
    int size = Integer.highestOneBit(events.size()) * 2;
    long[][] tables = new long[keys.length][size];
    long found = 0;
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < events.size(); i++) {
      for (int f = 0; f < keys.length; f++) {
        long[] table = tables[f];
        long key = keys[f][i];
        int slot = (int) IdHash.mix(key) & (size - 1);
        while (table[slot] != 0 && table[slot] != key) {
          slot = (slot + 1) & (size - 1);
        }
        found += table[slot] == key ? 1 : 0;
        table[slot] = key;
      }
    }
    double seconds = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
    print("look-ups that found their key: %,d in %.3f CPU s", found, seconds);
    return seconds;
  }

  private long[][] keys() {
    List<Family> families = spec.plan().families();
    long[] slots = new long[spec.plan().types().get(0).slots()];
    long[][] keys = new long[families.size()][events.size()];
    for (int i = 0; i < events.size(); i++) {
      events.get(i).copySlots(slots, TypePlan.FIRST_FIELD);
      for (int f = 0; f < keys.length; f++) {
        keys[f][i] = families.get(f).touches().get(0).key().of(slots, new double[0]) | 1;
      }
    }
    return keys;
  }

  private Fold replay() {
    EventBytes codec = new EventBytes(spec.schema());
    Fold fold = new Fold(spec);
    Backlog backlog = new Backlog(fold);
    int piece = 100_000;
    long nanos = 0;
    for (int from = 0; from < events.size(); from += piece) {
      List<byte[]> bytes = new ArrayList<>();
      for (int i = from; i < Math.min(from + piece, events.size()); i++) {
        bytes.add(codec.write(logged(i)));
      }
      long before = THREADS.getCurrentThreadCpuTime();
      for (byte[] one : bytes) {
        backlog.add(codec.read(one));
      }
      nanos += THREADS.getCurrentThreadCpuTime() - before;
    }
    long before = THREADS.getCurrentThreadCpuTime();
    backlog.settle();
    nanos += THREADS.getCurrentThreadCpuTime() - before;
    print(
        "replay from log bytes: %,d events, %.2f CPU s, %,.0f events per CPU s",
        events.size(), nanos / 1e9, events.size() / (nanos / 1e9));
    return fold;
  }

  private void heap(Fold fold) {
    long held = 0;
    long live = 0;
    long entities = 0;
    for (FamilyState family : fold.families()) {
      held += family.memory().heapBytes();
      live += family.liveBytes();
      entities += family.entities();
    }
    print(
        "heap: %,d entities, %.0f MB held, %.0f MB alive, ratio %.2f",
        entities, held / 1e6, live / 1e6, (double) held / live);
  }

  private Fold snapshot(Fold fold, Path file) throws IOException {
    Fold restored = fold;
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      FoldSnapshot.write(fold, events.size(), file);
      double write = (System.nanoTime() - start) / 1e9;
      long bytes = Files.size(file);
      start = System.nanoTime();
      restored = FoldSnapshot.read(spec, file).fold();
      double read = (System.nanoTime() - start) / 1e9;
      Path raw = file.resolveSibling("raw.bytes");
      start = System.nanoTime();
      rawWrite(raw, bytes);
      double rawWrite = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      rawRead(raw);
      double rawRead = (System.nanoTime() - start) / 1e9;
      print(
          "snapshot: %.0f MB, write %.2f s / raw %.2f s = %.2f, restore %.2f s / raw %.2f s = %.2f",
          bytes / 1e6, write, rawWrite, write / rawWrite, read, rawRead, read / rawRead);
      Files.delete(raw);
    }
    Files.delete(file);
    return restored;
  }

  private static void rawWrite(Path file, long bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long done = 0; done < bytes; done += buffer.capacity()) {
        out.write(buffer.clear());
      }
      out.force(true);
    }
  }

  private static void rawRead(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    List<long[]> pages = new ArrayList<>();
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (in.read(buffer.clear()) >= 0) {
        long[] page = new long[1 << 17];
        buffer.flip().asLongBuffer().get(page, 0, buffer.limit() / Long.BYTES);
        pages.add(page);
      }
    }
    if (pages.isEmpty()) {
      throw new IllegalStateException("nothing was read");
    }
  }

  /** Every event timed on its own; an empty loop of as many in between. */
  private void latency(Fold fold, int seconds) {
    double[] row = new double[spec.features().size()];
    long[] scored = new long[1 << 16];
    long[] empty = new long[1 << 16];
    long number = events.size();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 1_000; i++) {
        LoggedEvent logged = logged(number++);
        long start = System.nanoTime();
        fold.score(logged, row);
        count(scored, System.nanoTime() - start);
      }
      for (int i = 0; i < 1_000; i++) {
        long start = System.nanoTime();
        count(empty, System.nanoTime() - start);
      }
    }
    print(
        "latency us: fold p50 %.1f p99 %.1f p99.9 %.1f, empty loop p99.9 %.1f, %,d events",
        percentile(scored, 0.5),
        percentile(scored, 0.99),
        percentile(scored, 0.999),
        percentile(empty, 0.999),
        number - events.size());
  }

  private static void count(long[] histogram, long nanos) {
    histogram[(int) Math.min(nanos / 100, histogram.length - 1)]++;
  }

  private static double percentile(long[] histogram, double part) {
    long total = 0;
    for (long count : histogram) {
      total += count;
    }
    long seen = 0;
    for (int i = 0; i < histogram.length; i++) {
      seen += histogram[i];
      if (seen >= part * total) {
        return i / 10.0;
      }
    }
    return Double.NaN;
  }
}
