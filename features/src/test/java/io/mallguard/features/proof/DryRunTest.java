package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.proof.Engine.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A dry run reads the row the event would have if it were next, by the oracle as well, and leaves
 * no trace: a session full of dry runs goes on as one without.
 */
@Tag("slow")
class DryRunTest {
  private static final int CASES = 40;

  @Test
  void readsTheSameAsScoreAndChangesNothing() {
    long peeked = 0;
    for (long seed = 3001; seed <= 3000 + CASES; seed++) {
      peeked += check(RandomCase.ofAllKinds(seed), new SplittableRandom(seed));
    }
    assertThat(peeked).isGreaterThan(50L * CASES);
  }

  private static long check(RandomCase randomCase, SplittableRandom random) {
    Spec spec = randomCase.spec();
    Engine engine = new FoldEngine();
    Session quiet = engine.open(SpecYaml.write(spec), spec.world().yaml());
    Session disturbed = engine.open(SpecYaml.write(spec), spec.world().yaml());
    Timeline log = new Timeline(spec.world(), randomCase.facts());
    long peeked = 0;
    for (int i = 0; i < log.size(); i++) {
      Fact fact = log.fact(i);
      if (log.type(i).scored()) {
        double[] peek = disturbed.peek(fact, i + 1L, log.foldTimeMillis(i)).clone();
        dryRun(disturbed, randomCase, log, i, random, false);
        double[] scored = disturbed.next(fact, i + 1L, log.foldTimeMillis(i)).clone();
        assertThat(peek).as(randomCase::toString).isEqualTo(scored);
        assertThat(quiet.next(fact, i + 1L, log.foldTimeMillis(i)))
            .as(randomCase::toString)
            .isEqualTo(scored);
        peeked++;
      } else {
        disturbed.next(fact, i + 1L, log.foldTimeMillis(i));
        quiet.next(fact, i + 1L, log.foldTimeMillis(i));
      }
      dryRun(disturbed, randomCase, log, i + 1, random, random.nextInt(100) == 0);
    }
    return peeked;
  }

  /** A dry run of some other scored event of the case, perhaps much later than the last event. */
  private static void dryRun(
      Session session,
      RandomCase randomCase,
      Timeline log,
      int next,
      SplittableRandom random,
      boolean compare) {
    Fact other = log.fact(random.nextInt(log.size()));
    if (!randomCase.spec().world().type(other.type()).scored() || next == 0) {
      return;
    }
    long at = log.foldTimeMillis(next - 1) + random.nextInt(3) * random.nextLong(20 * Span.DAY);
    Fact dry = new Fact(other.type(), "dry", at, at, other.data());
    double[] row = session.peek(dry, next + 1L, at);
    if (compare) {
      List<Fact> facts = new ArrayList<>(randomCase.facts().subList(0, next));
      facts.add(dry);
      NaiveOracle oracle = new NaiveOracle(randomCase.spec(), facts, Rules.RIGHT);
      double[] expected = oracle.row(next);
      for (int i = 0; i < row.length; i++) {
        assertThat(Comparison.differ(expected[i], row[i]))
            .as("column %s: %s, must be %s, of %s", i, row[i], expected[i], randomCase)
            .isFalse();
      }
    }
  }
}
