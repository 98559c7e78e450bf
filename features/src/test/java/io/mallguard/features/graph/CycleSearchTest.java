package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.graph.NaiveCycles.Edge;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CycleSearchTest extends StateContract {
  private static final long HOUR = 3_600_000;
  private static final long WINDOW = 72 * HOUR;
  private static final CycleSettings SETTINGS = new CycleSettings(5, 800, 1000, 20_000);

  private static MoneyEdges edges(long windowMillis, int degreeCap) {
    Memory memory = new Memory();
    return new MoneyEdges(memory, memory.allocate(MoneyEdges.ROOT_LONGS), windowMillis, degreeCap);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int nodes = 4 + random.nextInt(9);
    int degreeCap = seed % 2 == 0 ? 2 + random.nextInt(4) : 500;
    int keptHigh = 900 + random.nextInt(400);
    CycleSettings settings =
        new CycleSettings(1 + random.nextInt(6), 300 + random.nextInt(600), keptHigh, 1_000_000);
    MoneyEdges edges = edges(30, degreeCap);
    CycleSearch search = new CycleSearch(edges, settings);
    NaiveCycles naive = new NaiveCycles(settings, 30, degreeCap);
    long now = 0;
    int found = 0;
    int several = 0;
    for (int i = 1; i <= 400; i++) {
      now += random.nextInt(10) == 0 ? random.nextInt(12) : random.nextInt(3);
      Set<Long> payers = ends(random, nodes);
      Set<Long> payees = ends(random, nodes);
      long amount = 80L + random.nextInt(40);
      List<Edge> expected = naive.find(payers, payees, amount, now);
      find(search, payers, payees, amount, now);
      assertThat(edgesOf(search.path())).as("search %s", i).isEqualTo(expected);
      assertThat(search.isCut()).isFalse();
      found += expected.isEmpty() ? 0 : 1;
      several += expected.size() > 1 ? 1 : 0;
      long payer = payers.iterator().next();
      long payee = payees.iterator().next();
      long within = 1L + random.nextInt(30);
      assertThat(edges.paidMinor(payer, payee, within, now))
          .isEqualTo(naive.paid(payer, payee, within, now));
      edges.add(i, now, payer, payee, amount, payee % 3);
      naive.add(new Edge(i, now, payer, payee, amount, payee % 3));
    }
    assertThat(found).as("cycles").isGreaterThan(10);
    assertThat(several)
        .as("cycles of several hops")
        .isGreaterThan(settings.maxHops() == 1 ? -1 : 2);
  }

  private static Set<Long> ends(SplittableRandom random, int nodes) {
    Set<Long> ends = new LinkedHashSet<>();
    int count = random.nextInt(4) == 0 ? 2 : 1;
    while (ends.size() < count) {
      ends.add(1L + random.nextInt(nodes));
    }
    return ends;
  }

  private static boolean find(
      CycleSearch search, Set<Long> payers, Set<Long> payees, long amount, long now) {
    long[] from = payers.stream().mapToLong(key -> key).toArray();
    long[] to = payees.stream().mapToLong(key -> key).toArray();
    return search.find(from, from.length, to, to.length, amount, now);
  }

  private static List<Edge> edgesOf(MoneyPath path) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < path.hops(); i++) {
      edges.add(
          new Edge(
              path.sequence(i),
              path.timeMillis(i),
              path.payerKey(i),
              path.payeeKey(i),
              path.amountMinor(i),
              path.tag(i)));
    }
    return edges;
  }

  @Test
  void readsOffTheBestPath() {
    MoneyEdges edges = edges(WINDOW, 500);
    CycleSearch search = new CycleSearch(edges, SETTINGS);
    // Buyer 1 pays shop 2 1,000.00; it comes back by way of 3 and 4.
    edges.add(1, 0, 1, 2, 100_000, 22);
    edges.add(2, HOUR, 2, 3, 95_000, 22);
    edges.add(3, 2 * HOUR, 3, 4, 90_000, 0);
    assertThat(search.find(4, 1, 91_000, 3 * HOUR)).isTrue();
    MoneyPath path = search.path();
    assertThat(path.hops()).isEqualTo(3);
    assertThat(path.bottleneckRatio()).isEqualTo(0.9);
    assertThat(path.amountSumMinor()).isEqualTo(376_000);
    assertThat(path.durationMillis()).isEqualTo(3 * HOUR);
    assertThat(path.tags()).isEqualTo(1);
    assertThat(search.find(4, 1, 79_999, 3 * HOUR)).as("too much kept back").isFalse();
    assertThat(search.find(4, 1, 100_001, 3 * HOUR)).as("more than was sent").isFalse();
    assertThat(search.find(4, 1, 91_000, WINDOW)).as("too late").isFalse();
    assertThat(search.path().bottleneckRatio()).isNaN();
    assertThat(search.path().durationMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void ofPathsThatBeganTogetherTheOneThatArrivesFirstCounts() {
    MoneyEdges edges = edges(WINDOW, 500);
    CycleSearch search = new CycleSearch(edges, SETTINGS);
    edges.add(1, 0, 1, 2, 1000, 0);
    edges.add(2, 0, 2, 3, 1000, 0);
    edges.add(3, 0, 2, 4, 1000, 0);
    edges.add(4, 0, 4, 5, 1000, 0);
    edges.add(5, 0, 3, 5, 1000, 0);
    assertThat(search.find(5, 1, 1000, 0)).isTrue();
    assertThat(edgesOf(search.path())).extracting(Edge::sequence).containsExactly(1L, 3L, 4L);
    edges.add(6, 0, 1, 3, 1000, 0);
    edges.add(7, 0, 3, 6, 1000, 0);
    edges.add(8, 0, 6, 5, 1000, 0);
    assertThat(search.find(5, 1, 1000, 0)).isTrue();
    assertThat(edgesOf(search.path()))
        .as("a later start, though longer")
        .extracting(Edge::sequence)
        .containsExactly(6L, 7L, 8L);
  }

  /** A layered graph in which every payment leads on and none arrives. */
  @Test
  void aBudgetCutsWhatWouldTakeTooLongAndSaysSo() {
    MoneyEdges edges = edges(WINDOW, 500);
    long sequence = 0;
    for (int layer = 0; layer < 4; layer++) {
      for (int from = 0; from < 30; from++) {
        for (int to = 0; to < 30; to++) {
          edges.add(++sequence, layer, 100L * layer + from, 100L * (layer + 1) + to, 1000, 0);
        }
      }
    }
    CycleSearch generous = new CycleSearch(edges, new CycleSettings(5, 800, 1000, 100_000));
    CycleSearch tight = new CycleSearch(edges, new CycleSettings(5, 800, 1000, 500));
    assertThat(generous.find(400, 0, 1000, 10)).isTrue();
    assertThat(generous.isCut()).isFalse();
    assertThat(generous.path().hops()).isEqualTo(4);
    assertThat(tight.find(400, 0, 1000, 10)).isFalse();
    assertThat(tight.isCut()).isTrue();
    assertThat(tight.looked()).isLessThanOrEqualTo(500);
    assertThat(tight.find(102, 1, 1000, 10)).as("short ones are found all the same").isTrue();
  }

  @Override
  int rootLongs() {
    return MoneyEdges.ROOT_LONGS;
  }

  @Override
  long stepMillis() {
    return HOUR / 4;
  }

  @Override
  Session open(Memory memory, long root) {
    MoneyEdges edges = new MoneyEdges(memory, root, WINDOW, 20);
    CycleSearch search = new CycleSearch(edges, SETTINGS);
    return (now, random) -> {
      long payer = 1L + random.nextInt(60);
      long payee = 1L + (random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(60));
      long amount = 900L + random.nextInt(200);
      boolean found = search.find(payer, payee, amount, now);
      // One event per instant: time stands for the place in the log.
      edges.add(now, now, payer, payee, amount, payer);
      return found ? search.path().sequence(0) + search.path().hops() : 0;
    };
  }
}
