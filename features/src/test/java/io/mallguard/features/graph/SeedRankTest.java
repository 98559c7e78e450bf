package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.graph.SeedRank.Reading;
import io.mallguard.features.graph.SeedRank.Settings;
import io.mallguard.features.graph.Verdicts.Verdict;
import io.mallguard.features.state.Memory;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedRankTest extends StateContract {
  private static final long HOUR = 3_600_000;
  private static final int HUB_CAP = 4;
  private static final long ATTRIBUTES = 10_000;
  private static final Settings SETTINGS = settings(Reading.WALKS, 1e-6);

  private static Settings settings(Reading reading, double epsilon) {
    return new Settings(reading, 150, epsilon, HOUR, HOUR / 6);
  }

  private record State(Links links, Verdicts verdicts, SeedRank rank) {
    static State at(Memory memory, long root, Settings settings) {
      Links links = new Links(memory, root, 900 * HOUR, HUB_CAP);
      Verdicts verdicts = new Verdicts(memory, root + Links.ROOT_LONGS, 900 * HOUR);
      long rankRoot = root + Links.ROOT_LONGS + Verdicts.ROOT_LONGS;
      return new State(links, verdicts, new SeedRank(memory, rankRoot, links, verdicts, settings));
    }

    static State of(Settings settings) {
      Memory memory = new Memory();
      return at(memory, memory.allocate(LONGS), settings);
    }
  }

  private static final int LONGS = Links.ROOT_LONGS + Verdicts.ROOT_LONGS + SeedRank.ROOT_LONGS;

  /** Personalised PageRank of one walk from each seed, by the power method, in doubles. */
  private static Map<Long, Double> exact(Map<Long, Set<Long>> graph, Set<Long> seeds) {
    Map<Long, Double> at = new TreeMap<>();
    Map<Long, Double> stopped = new TreeMap<>();
    seeds.forEach(seed -> at.put(seed, 1.0));
    for (int step = 0; step < 160; step++) {
      Map<Long, Double> next = new TreeMap<>();
      at.forEach(
          (node, mass) -> {
            Set<Long> open = open(graph, node);
            double kept = open.isEmpty() ? mass : 0.15 * mass;
            stopped.merge(node, kept, Double::sum);
            open.forEach(other -> next.merge(other, (mass - kept) / open.size(), Double::sum));
          });
      at.clear();
      at.putAll(next);
    }
    return stopped;
  }

  private static Set<Long> open(Map<Long, Set<Long>> graph, long node) {
    Set<Long> open = new LinkedHashSet<>();
    if (degree(graph, node) <= HUB_CAP) {
      graph.getOrDefault(node, Set.of()).stream()
          .filter(other -> degree(graph, other) <= HUB_CAP)
          .forEach(open::add);
    }
    return open;
  }

  private static int degree(Map<Long, Set<Long>> graph, long node) {
    return graph.getOrDefault(node, Set.of()).size();
  }

  @ParameterizedTest
  @CsvSource({"1,WALKS", "2,WALKS", "3,WALKS", "4,WALKS", "5,WALKS", "1,MASS", "2,MASS", "5,MASS"})
  void isWithinEpsilonOfPageRank(long seed, Reading reading) {
    SplittableRandom random = new SplittableRandom(seed);
    State state = State.of(settings(reading, 1e-6));
    state.rank().advance(0);
    Map<Long, Set<Long>> graph = new TreeMap<>();
    int entities = seed < 5 ? 80 : 3_000;
    for (int i = 0; i < 2 * entities; i++) {
      long entity = 1L + random.nextInt(entities);
      boolean direct = random.nextInt(4) == 0;
      long other = 1L + random.nextInt(entities) + (direct ? 0 : ATTRIBUTES);
      if (direct) {
        state.links().deal(IdHash.mix(entity), IdHash.mix(other), 0);
      } else {
        state.links().use(IdHash.mix(entity), 0, IdHash.mix(other), 0);
      }
      if (entity != other) {
        graph.computeIfAbsent(entity, node -> new TreeSet<>()).add(other);
        graph.computeIfAbsent(other, node -> new TreeSet<>()).add(entity);
      }
    }
    Set<Long> seeds = new TreeSet<>();
    for (int i = 0; i < entities / 20; i++) {
      long subject = 1L + random.nextInt(entities);
      state.verdicts().label(i, IdHash.mix(subject), Verdict.FRAUD, 0);
      if (graph.containsKey(subject)) {
        seeds.add(subject);
      }
    }
    state.rank().advance(HOUR + HOUR / 6);
    int positive = 0;
    assertThat(graph.keySet()).as("hubs").anyMatch(node -> degree(graph, node) > HUB_CAP);
    Map<Long, Double> exact = exact(graph, seeds);
    int shares = reading == Reading.MASS ? seeds.size() : 1;
    for (long node : graph.keySet()) {
      if (node < ATTRIBUTES && !seeds.contains(node)) {
        double expected = exact.getOrDefault(node, 0.0) / shares;
        double bound = 1e-6 * Math.max(1, open(graph, node).size()) + 1e-9;
        assertThat(state.rank().at(IdHash.mix(node))).isCloseTo(expected, Offset.offset(bound));
        positive += expected * shares > 1e-4 ? 1 : 0;
      }
    }
    assertThat(positive).isGreaterThan(3);
    for (long key : seeds) {
      if (reading == Reading.MASS) {
        assertThat(state.rank().at(IdHash.mix(key))).isNaN();
      } else {
        assertThatItsOwnWalkIsLeftOut(state, key, graph, seeds);
      }
    }
  }

  private static void assertThatItsOwnWalkIsLeftOut(
      State state, long key, Map<Long, Set<Long>> graph, Set<Long> seeds) {
    Set<Long> others = new TreeSet<>(seeds);
    others.remove(key);
    double expected = exact(graph, others).getOrDefault(key, 0.0);
    double bound = 2e-6 * Math.max(1, open(graph, key).size()) + 1e-9;
    assertThat(state.rank().at(IdHash.mix(key))).isCloseTo(expected, Offset.offset(bound));
  }

  @Test
  void whoeverIsJudgedAloneLooksLikeAnybody() {
    State state = State.of(SETTINGS);
    state.rank().advance(0);
    state.links().use(1, 0, 1000, 0);
    state.links().use(2, 0, 1000, 0);
    state.verdicts().label(1, 1, Verdict.FRAUD, 0);
    // Judged, without a link to anybody.
    state.verdicts().label(2, 9, Verdict.FRAUD, 0);
    state.rank().advance(HOUR + HOUR / 6);
    assertThat(state.rank().at(1)).isZero();
    assertThat(state.rank().at(9)).isZero();
    assertThat(state.rank().at(2)).isPositive();
    state.verdicts().label(3, 2, Verdict.FRAUD, HOUR);
    state.rank().advance(2 * HOUR + HOUR / 6);
    assertThat(state.rank().at(1)).isEqualTo(state.rank().at(2)).isPositive();
  }

  /** Their bundles say the hash of it, and are refused if it is another one. */
  @Test
  void specsFromBeforeThereWereWalksKeepTheirLayout() {
    assertThat(settings(Reading.MASS, 1e-6))
        .hasToString(
            "Settings[stopThousandths=150, epsilon=1.0E-6, everyMillis=3600000, lagMillis=600000]");
    assertThat(settings(Reading.WALKS, 1e-6)).asString().contains("reading=WALKS");
  }

  @Test
  void onlyWhatWasKnownAtTheTickCounts() {
    State state = State.of(SETTINGS);
    state.rank().advance(0);
    assertThat(state.rank().at(2)).isNaN();
    state.links().use(1, 0, 1000, 0);
    state.links().use(2, 0, 1000, 0);
    state.rank().advance(HOUR);
    state.verdicts().label(1, 1, Verdict.FRAUD, HOUR);
    state.rank().advance(HOUR + HOUR / 6);
    assertThat(state.rank().at(2)).isZero();
    state.rank().advance(2 * HOUR + HOUR / 6);
    // A chain of three: the walk stops at 2 with x = .85 (.85/2 x' …); by symmetry of the ends
    // p(1) - p(2) = .15 and p(1) + p(2) = 1 / 1.85.
    assertThat(state.rank().at(2)).isCloseTo((1 / 1.85 - 0.15) / 2, Offset.offset(2e-6));
    state.verdicts().takeBack(1);
    state.rank().advance(3 * HOUR + HOUR / 6);
    assertThat(state.rank().at(2)).isZero();
  }

  @Override
  int rootLongs() {
    return LONGS;
  }

  @Override
  long stepMillis() {
    return HOUR / 2_500;
  }

  @Override
  int warmEvents() {
    return 20_000;
  }

  @Override
  Session open(Memory memory, long root) {
    State state = State.at(memory, root, settings(Reading.WALKS, 1e-3));
    return (now, random) -> {
      state.rank().advance(now);
      state.links().use(1L + random.nextInt(60), 0, 1000L + random.nextInt(80), now);
      if (random.nextInt(9) == 0) {
        long label = random.nextInt(20);
        state.verdicts().takeBack(label);
        state.verdicts().label(label, 1L + random.nextInt(60), Verdict.FRAUD, now);
      }
      return Double.doubleToLongBits(state.rank().at(1L + random.nextInt(60)));
    };
  }
}
