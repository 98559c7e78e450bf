package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.grouped.Backlog;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A fold that absorbed many events at a time goes on with the bits of one that took each alone. */
class BacklogTest {
  private static final int CASES = 150;

  @Test
  void eventsPutOffLeaveWhatEventsOneByOneDo() {
    int settled = 0;
    int putOff = 0;
    for (long seed = 9001; seed <= 9000 + CASES; seed++) {
      RandomCase randomCase = RandomCase.ofAllKinds(seed);
      CaseLog log = CaseLog.of(randomCase);
      putOff += log.spec().plan().columnsFeedState() ? 0 : 1;
      SplittableRandom random = new SplittableRandom(seed);
      Fold oneByOne = new Fold(log.spec());
      Fold many = new Fold(log.spec());
      Backlog backlog = new Backlog(many, 1 + random.nextInt(5_000));
      double[] expected = new double[log.spec().features().size()];
      double[] row = new double[expected.length];
      boolean behind = true;
      for (LoggedEvent event : log.events()) {
        if (random.nextInt(40) == 0) {
          backlog.settle();
          behind = !behind;
          settled++;
        }
        if (behind) {
          oneByOne.absorb(event);
          backlog.add(event);
          continue;
        }
        oneByOne.score(event, expected);
        many.score(event, row);
        assertThat(CaseLog.bits(row))
            .as("event %s of %s", event.sequence(), randomCase)
            .isEqualTo(CaseLog.bits(expected));
      }
      backlog.settle();
      assertThat(many.unmatchedMarks()).as("%s", randomCase).isEqualTo(oneByOne.unmatchedMarks());
      assertThat(many.foldTimeMillis()).isEqualTo(oneByOne.foldTimeMillis());
    }
    assertThat(settled).isGreaterThan(5 * CASES);
    assertThat(putOff).as("cases where anything was put off").isGreaterThan(CASES / 4);
  }
}
