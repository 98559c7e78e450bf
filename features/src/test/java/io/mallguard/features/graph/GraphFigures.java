package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.graph.Verdicts.Verdict;
import io.mallguard.features.state.Memory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * What an event costs each structure, in the mean, and what a tick costs each job, over an invented
 * mall of 300,000 accounts, 10,000 shops and half a million orders in a month. Processor time,
 * because the machine may be shared:
 *
 * <pre>
 * mvn -o -pl features test-compile
 * java -Xmx3g -cp features/target/classes:features/target/test-classes \
 *     io.mallguard.features.graph.GraphFigures
 * </pre>
 */
final class GraphFigures {
  private static final int EVENTS = 500_000;
  private static final int ACCOUNTS = 300_000;
  private static final int SHOPS = 10_000;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long STEP = 30 * DAY / EVENTS;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final SplittableRandom random = new SplittableRandom(1);
  private Memory memory = new Memory();
  private double checksum;

  public static void main(String[] arguments) {
    GraphFigures figures = new GraphFigures();
    figures.components();
    figures.bursts();
    figures.links();
    figures.wedges();
    figures.epochs();
    System.out.println("checksum " + figures.checksum);
  }

  private static long key(int kind, long number) {
    return IdHash.join(kind, number);
  }

  private int account;

  private long account() {
    account = random.nextInt(ACCOUNTS);
    return key(1, account);
  }

  private long shop() {
    return key(2, (long) StrictMath.pow(SHOPS, random.nextDouble()));
  }

  /**
   * A device of the last account: mostly its own, in farms one of eight, now and then a public one.
   */
  private long device() {
    int kind = random.nextInt(1000);
    if (kind < 10) {
      return key(3, ACCOUNTS + random.nextInt(20));
    }
    int owner = kind < 12 ? random.nextInt(ACCOUNTS) : account;
    return key(3, owner < 20_000 ? owner / 8 : owner);
  }

  private void run(String what, LongConsumer event) {
    for (int i = 0; i < EVENTS; i++) {
      event.accept(i * STEP);
    }
    // The same once more: now the code is compiled and the tables are full.
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = EVENTS; i < 2 * EVENTS; i++) {
      event.accept(i * STEP);
    }
    double nanos = THREADS.getCurrentThreadCpuTime() - before;
    System.out.printf(
        "%-32s %6.2f us per event, %4d MB%n",
        what, nanos / EVENTS / 1000, memory.heapBytes() >> 20);
  }

  private long root(int longs) {
    memory = new Memory();
    return memory.allocate(longs);
  }

  private void components() {
    List<Components.Sum> sums = List.of(new Components.Sum(Components.Of.VALUES, 30 * DAY, DAY));
    long root = root(Components.ROOT_LONGS);
    Components components = new Components(memory, root, 30 * DAY, 50, sums);
    run(
        "components, a sum and a share",
        now -> {
          long account = account();
          components.link(account, device(), now);
          components.add(0, account, shop(), 100, now);
          checksum += components.size(account, now) + components.sum(0, account, now);
          checksum += components.topShare(0, account, now);
        });
  }

  private void bursts() {
    long root = root(EdgeBursts.ROOT_LONGS);
    EdgeBursts bursts = new EdgeBursts(memory, root, HOUR);
    run(
        "edge burst of one relation",
        now -> {
          long edge = IdHash.join(account(), shop());
          bursts.add(edge, now);
          double read = bursts.chiSquared(edge, now);
          checksum += Double.isNaN(read) ? 0 : read;
        });
  }

  private void links() {
    long root = root(Links.ROOT_LONGS);
    Links links = new Links(memory, root, 90 * DAY, 50);
    Verdicts verdicts = new Verdicts(memory, memory.allocate(Verdicts.ROOT_LONGS), 360 * DAY);
    LabelSearch search = new LabelSearch(links, verdicts, 3, 5_000);
    long[] starts = new long[1];
    long[] cut = new long[2];
    run(
        "links and a label search",
        now -> {
          starts[0] = account();
          links.use(starts[0], 0, device(), now);
          links.use(starts[0], 1, key(4, random.nextInt(ACCOUNTS)), now);
          links.deal(starts[0], shop(), now);
          if (random.nextInt(300) == 0) {
            verdicts.label(random.nextLong(), account(), Verdict.FRAUD, now);
          }
          search.run(starts, 1, starts, 0, now);
          checksum += search.labelled();
          cut[0] += search.isCut() ? 1 : 0;
          cut[1] += search.looked();
        });
    System.out.printf(
        "    searches cut: %,d of %,d; links looked at: %.0f in the mean%n",
        cut[0], 2 * EVENTS, (double) cut[1] / (2 * EVENTS));
    SeedRank rank =
        new SeedRank(
            memory,
            memory.allocate(SeedRank.ROOT_LONGS),
            links,
            verdicts,
            new SeedRank.Settings(SeedRank.Reading.WALKS, 150, 1e-3, HOUR, 0));
    rank.advance(60 * DAY);
    tick("rank from seeds", () -> rank.advance(60 * DAY + HOUR));
  }

  private void wedges() {
    long root = root(Wedges.ROOT_LONGS);
    Wedges wedges = new Wedges(memory, root, 7 * DAY, 20);
    run(
        "wedges of shops and hours",
        now -> {
          long end = IdHash.join(shop(), now / HOUR);
          wedges.meet(end, account(), now);
          wedges.from(end, now);
          checksum += wedges.maxMiddles();
        });
  }

  private void epochs() {
    long root = root(DenseBlocks.ROOT_LONGS);
    DenseBlocks blocks =
        new DenseBlocks(
            memory,
            root,
            new DenseBlocks.Settings(DenseBlocks.Weight.BY_RARITY, 2, 30 * DAY, 30 * DAY, 0, 3));
    SetOverlap overlap =
        new SetOverlap(memory, memory.allocate(SetOverlap.ROOT_LONGS), 30 * DAY, 30 * DAY, 0, 5);
    BipartiteCore cores =
        new BipartiteCore(memory, memory.allocate(BipartiteCore.ROOT_LONGS), 30 * DAY, 30 * DAY, 0);
    Synchrony synchrony =
        new Synchrony(memory, memory.allocate(Synchrony.ROOT_LONGS), 30 * DAY, 30 * DAY, 0);
    blocks.advance(0);
    overlap.advance(0);
    cores.advance(0);
    synchrony.advance(0);
    long[] keys = new long[2];
    for (int i = 0; i < EVENTS; i++) {
      keys[0] = account();
      keys[1] = shop();
      blocks.add(keys, i * STEP);
      overlap.add(keys[1], keys[0], i * STEP);
      cores.add(keys[0], keys[1], i * STEP);
      synchrony.add(keys[0], keys[1], i * STEP);
    }
    System.out.printf("jobs over %,d orders, cold:%n", EVENTS);
    tick("dense blocks, 3", () -> blocks.advance(30 * DAY));
    tick("overlap of buyers", () -> overlap.advance(30 * DAY));
    tick("cores", () -> cores.advance(30 * DAY));
    tick("synchrony", () -> synchrony.advance(30 * DAY));
  }

  private static void tick(String what, Runnable job) {
    long before = THREADS.getCurrentThreadCpuTime();
    job.run();
    System.out.printf("%-32s %6.2f s%n", what, (THREADS.getCurrentThreadCpuTime() - before) / 1e9);
  }
}
