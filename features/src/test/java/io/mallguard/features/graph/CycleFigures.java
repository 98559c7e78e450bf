package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How long a cycle search and the adding of its edge take, with millions of edges in the window and
 * hubs among them: orders, refunds and transfers of many accounts and shops of very different size,
 * and rings that send money round. A main of its own, because it needs a heap of 3 GB:
 *
 * <pre>
 * mvn -o -pl features test-compile
 * java -Xmx3g -cp features/target/classes:features/target/test-classes \
 *     io.mallguard.features.graph.CycleFigures
 * </pre>
 */
final class CycleFigures {
  private static final int ACCOUNTS = 1_000_000;
  private static final int SHOPS = 20_000;
  private static final long HOUR = 3_600_000;
  private static final CycleSettings SETTINGS = new CycleSettings(5, 800, 1000, 5_000);

  private final SplittableRandom random = new SplittableRandom(1);
  private final MoneyEdges edges;
  private final CycleSearch search;
  private final boolean alike;
  private long sequence;
  private long now;
  private long payer;
  private long payee;
  private long amount;

  private CycleFigures(Memory memory, boolean alike) {
    this.alike = alike;
    long root = memory.allocate(MoneyEdges.ROOT_LONGS);
    edges = new MoneyEdges(memory, root, 72 * HOUR, 500);
    search = new CycleSearch(edges, SETTINGS);
  }

  public static void main(String[] arguments) {
    measure(false);
    measure(true);
  }

  private static void measure(boolean alike) {
    int kept = 6_000_000;
    int measured = alike ? 50_000 : 500_000;
    Memory memory = new Memory();
    CycleFigures figures = new CycleFigures(memory, alike);
    System.out.println(alike ? "all amounts alike" : "amounts from 1.00 to 10,000.00");
    double stepMillis = 72.0 * HOUR / kept;
    for (int i = 0; i < kept; i++) {
      figures.draw(i * stepMillis);
      figures.add();
    }
    System.out.printf(
        "%,d edges, %,d nodes, %,d MB%n", kept, figures.edges.nodes(), memory.heapBytes() >> 20);
    long[] nanos = new long[measured];
    long[] cpuNanos = new long[measured];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long found = 0;
    long cut = 0;
    long looked = 0;
    long most = 0;
    for (int i = 0; i < measured; i++) {
      figures.draw((kept + i) * stepMillis);
      long cpuBefore = threads.getCurrentThreadCpuTime();
      long before = System.nanoTime();
      boolean closed = figures.find();
      figures.add();
      nanos[i] = System.nanoTime() - before;
      cpuNanos[i] = threads.getCurrentThreadCpuTime() - cpuBefore;
      found += closed ? 1 : 0;
      cut += figures.search.isCut() ? 1 : 0;
      looked += figures.search.looked();
      most = Math.max(most, figures.search.looked());
    }
    print("elapsed", nanos);
    // On a machine shared with others the tail is theirs; time on the processor is ours.
    print("processor", cpuNanos);
    System.out.printf(
        "found %,d, cut %,d of %,d; edges looked at: mean %.1f, most %,d%n",
        found, cut, measured, (double) looked / measured, most);
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "search and add, %s us: mean %.1f, p50 %.1f, p99 %.1f, p99.9 %.1f, max %.0f%n",
        what,
        Arrays.stream(nanos).average().orElse(0) / 1000,
        nanos[nanos.length / 2] / 1000.0,
        nanos[nanos.length / 100 * 99] / 1000.0,
        nanos[nanos.length / 1000 * 999] / 1000.0,
        nanos[nanos.length - 1] / 1000.0);
  }

  /** Sizes as of Zipf's law: number 1 is met most. */
  private long skewed(int count) {
    return (long) StrictMath.pow(count, random.nextDouble());
  }

  private long account() {
    // A quarter of all money moves among a few busy accounts, agents and wallets.
    return 1_000_000_000L + (random.nextInt(4) == 0 ? skewed(ACCOUNTS) : random.nextInt(ACCOUNTS));
  }

  private void draw(double time) {
    now = (long) time;
    // Either any sum, or the hard case: all sums alike, so that every edge may belong to a cycle.
    amount = alike ? 50_000 : 100L * (1 + (long) StrictMath.pow(10_000, random.nextDouble()));
    int kind = random.nextInt(100);
    if (kind < 60) {
      payer = account();
      payee = skewed(SHOPS);
    } else if (kind < 68) {
      payer = skewed(SHOPS);
      payee = account();
    } else if (kind < 98) {
      payer = account();
      payee = account();
    } else {
      // A ring of ten accounts and a shop of its own.
      long ring = random.nextInt(2_000);
      payer = ring * 11 + random.nextInt(11) + 2_000_000_000L;
      payee = ring * 11 + random.nextInt(11) + 2_000_000_000L;
      amount = alike ? 50_000 : 100_000L + 100L * random.nextInt(200);
    }
  }

  private boolean find() {
    return search.find(IdHash.mix(payer), IdHash.mix(payee), amount, now);
  }

  private void add() {
    edges.add(++sequence, now, IdHash.mix(payer), IdHash.mix(payee), amount, 0);
  }
}
