package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.graph.Verdicts.Verdict;
import io.mallguard.features.state.Memory;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links, verdicts and the search over both. */
class LabelSearchTest extends StateContract {
  private static final long DAY = 86_400_000;
  private static final int DEVICE = 0;
  private static final int CARD = 1;

  private static final List<Verdict> VERDICTS = List.of(Verdict.NONE, Verdict.LEGIT, Verdict.FRAUD);

  /** Keys of attributes begin here. */
  private static final long ATTRIBUTES = 1000;

  private record State(Links links, Verdicts verdicts, LabelSearch search) {
    static State at(Memory memory, long root, int hubCap, int maxHops, int budget) {
      Links links = new Links(memory, root, 90 * DAY, hubCap);
      Verdicts verdicts = new Verdicts(memory, root + Links.ROOT_LONGS, 200 * DAY);
      return new State(links, verdicts, new LabelSearch(links, verdicts, maxHops, budget));
    }

    static State of(int hubCap, int maxHops) {
      Memory memory = new Memory();
      long root = memory.allocate(Links.ROOT_LONGS + Verdicts.ROOT_LONGS);
      return at(memory, root, hubCap, maxHops, 1_000_000);
    }

    void search(Set<Long> starts, Set<Long> subjects, long now) {
      long[] from = starts.stream().mapToLong(key -> key).toArray();
      long[] own = subjects.stream().mapToLong(key -> key).toArray();
      search.run(from, from.length, own, own.length, now);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int hubCap = 2 + random.nextInt(5);
    int entities = 10 + random.nextInt(30);
    int maxHops = 1 + random.nextInt(4);
    State state = State.of(hubCap, maxHops);
    NaiveLinks naive = new NaiveLinks(90 * DAY, hubCap);
    long now = 0;
    int near = 0;
    int shared = 0;
    Set<Integer> distances = new HashSet<>();
    for (int i = 0; i < 700; i++) {
      now += random.nextInt(20) == 0 ? DAY * random.nextInt(40) : DAY * random.nextInt(3);
      happen(state, naive, random, entities, i, now);
      Set<Long> starts = keys(random, entities);
      Set<Long> subjects = keys(random, entities);
      List<Integer> expected = naive.search(starts, subjects, maxHops, 200 * DAY, now);
      state.search(starts, subjects, now);
      double distance = state.search().distance();
      assertThat(
              List.of(
                  Double.isNaN(distance) ? 0 : (int) distance,
                  state.search().fraud(),
                  state.search().labelled()))
          .as("search %s", i)
          .isEqualTo(expected);
      distances.add(expected.get(0));
      near += expected.get(2) > 0 ? 1 : 0;
      long asked = starts.iterator().next();
      int kind = random.nextInt(2);
      int common = naive.shared(asked, subjects, kind, now);
      long[] others = subjects.stream().mapToLong(key -> key).toArray();
      assertThat(state.links().shared(asked, others, others.length, kind, now)).isEqualTo(common);
      shared += common > 0 ? 1 : 0;
    }
    assertThat(distances).hasSizeGreaterThan(Math.min(maxHops, 2));
    assertThat(near).as("searches with labelled neighbours").isGreaterThan(50);
    assertThat(shared).as("pairs with something in common").isGreaterThan(5);
  }

  private static void happen(
      State state, NaiveLinks naive, SplittableRandom random, int entities, int i, long now) {
    long entity = 1L + random.nextInt(entities);
    switch (random.nextInt(6)) {
      case 0 -> {
        long other = 1L + random.nextInt(entities);
        state.links().deal(entity, other, now);
        naive.deal(entity, other, now);
      }
      case 1 -> {
        Verdict verdict = VERDICTS.get(random.nextInt(3));
        long other = 1L + random.nextInt(entities);
        for (long subject : new long[] {entity, other}) {
          state.verdicts().label(i, subject, verdict, now);
          naive.label(i, subject, verdict, now);
        }
      }
      case 2 -> {
        long label = random.nextInt(1 + i);
        state.verdicts().takeBack(label);
        naive.takeBack(label);
      }
      default -> {
        int kind = random.nextInt(2);
        long attribute = ATTRIBUTES * (1 + kind) + random.nextInt(entities);
        state.links().use(entity, kind, attribute, now);
        naive.use(entity, kind, attribute, now);
      }
    }
  }

  private static Set<Long> keys(SplittableRandom random, int entities) {
    Set<Long> keys = new LinkedHashSet<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      keys.add(1L + random.nextInt(entities));
    }
    return keys;
  }

  @Test
  void aCorrectionTakesAVerdictBackAndTheEarlierOneHolds() {
    State state = State.of(50, 3);
    state.links().use(1, DEVICE, 1000, 0);
    state.links().use(2, DEVICE, 1000, 0);
    state.verdicts().label(7, 2, Verdict.LEGIT, DAY);
    state.verdicts().label(8, 2, Verdict.FRAUD, 2 * DAY);
    state.search(Set.of(1L), Set.of(), 3 * DAY);
    assertThat(state.search().distance()).isEqualTo(1);
    state.verdicts().takeBack(8);
    state.search(Set.of(1L), Set.of(), 3 * DAY);
    assertThat(state.search().distance()).isNaN();
    assertThat(state.search().labelled()).isEqualTo(1);
    assertThat(state.search().fraud()).isZero();
  }

  @Test
  void ownSubjectsAreNoSeeds() {
    State state = State.of(50, 3);
    state.links().deal(1, 2, 0);
    state.links().use(2, DEVICE, 1000, 0);
    state.links().use(3, DEVICE, 1000, 0);
    state.verdicts().label(7, 1, Verdict.FRAUD, 0);
    state.verdicts().label(8, 2, Verdict.FRAUD, 0);
    state.search(Set.of(1L), Set.of(2L), DAY);
    assertThat(state.search().distance()).isNaN();
    state.verdicts().label(9, 3, Verdict.FRAUD, DAY);
    state.search(Set.of(1L), Set.of(2L), DAY);
    assertThat(state.search().distance()).as("by way of the other subject").isEqualTo(2);
  }

  @Test
  void anEntityWithVeryManyNeighboursKeepsTheNewest() {
    State state = State.of(50, 3);
    for (int i = 0; i <= Links.ENTITY_NEIGHBOURS; i++) {
      state.links().use(1, CARD, ATTRIBUTES + i, i);
    }
    for (int i = 0; i < 3; i++) {
      state.links().use(2, CARD, ATTRIBUTES + i, 1000);
    }
    assertThat(state.links().shared(1, new long[] {2}, 1, CARD, 1000))
        .as("all but the first")
        .isEqualTo(2);
  }

  @Test
  void aBudgetCutsAndSaysSo() {
    Memory memory = new Memory();
    long root = memory.allocate(Links.ROOT_LONGS + Verdicts.ROOT_LONGS);
    State state = State.at(memory, root, 50, 3, 30);
    for (int i = 0; i < 40; i++) {
      state.links().use(i / 2, DEVICE, ATTRIBUTES + (i + 1) / 2, 0);
    }
    state.search(Set.of(5L), Set.of(), 0);
    assertThat(state.search().isCut()).isFalse();
    state.search(Set.of(5L, 9L, 13L), Set.of(), 0);
    assertThat(state.search().isCut()).isTrue();
  }

  @Override
  int rootLongs() {
    return Links.ROOT_LONGS + Verdicts.ROOT_LONGS;
  }

  @Override
  long stepMillis() {
    return DAY / 4;
  }

  @Override
  Session open(Memory memory, long root) {
    State state = State.at(memory, root, 20, 3, 5_000);
    long[] starts = new long[2];
    return (now, random) -> {
      long entity = 1L + random.nextInt(200);
      state.links().use(entity, DEVICE, ATTRIBUTES + random.nextInt(100), now);
      state.links().deal(entity, 1L + random.nextInt(200), now);
      if (random.nextInt(5) == 0) {
        // A label is known for long; a few hundred ids come again and again.
        long label = random.nextInt(300);
        state.verdicts().takeBack(label);
        state.verdicts().label(label, 1L + random.nextInt(200), Verdict.FRAUD, now);
      }
      starts[0] = 1L + random.nextInt(200);
      starts[1] = 1L + random.nextInt(200);
      state.search().run(starts, 1, starts, 2, now);
      return Double.doubleToLongBits(state.search().distance())
          + state.search().fraud() * 31L
          + state.search().labelled() * 37L
          + state.links().shared(starts[0], starts, 2, DEVICE, now);
    };
  }
}
