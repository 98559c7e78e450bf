package io.mallguard.training.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mallguard.training.truth.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GraphCheckTest {
  private static final Truth.Note FRAUD = new Truth.Note(true, "T1", "", "ring", 0.5, "");

  /**
   * Of ten honest orders .4 lie from 1 to 2, .1 from 2 to 4, .1 from 8 on and .4 have nothing; of
   * five fraudulent ones .2, .4, none and .2, and .2 from 4 to 8.
   */
  @Test
  void theOverlapIsWhatTheSharesOfClassesHaveInCommon() {
    Sample sample = new Sample(MadeUpSample.PLAN, List.of("one"), List.of(), 3);
    add(sample, Truth.Note.HONEST, true, 1, Double.NaN);
    add(sample, Truth.Note.HONEST, false, 1.9, 2, 0, 8);
    add(sample, FRAUD, false, 1.2, 2.5, 3, -1, 4);
    Finding finding = GraphCheck.overlap(sample, "one", 0);
    assertThat(finding.value().orElseThrow()).isCloseTo(0.2 + 0.1 + 0.2, within(1e-12));
    assertThat(finding.reason())
        .isEqualTo("in 5 classes; missing or zero in 0.40 of honest and 0.20 of fraudulent orders");
  }

  private static void add(Sample sample, Truth.Note note, boolean several, double... values) {
    OrderFacts facts = MadeUpSample.of(1, 0, 1, MadeUpSample.NONE).order(0).facts();
    for (double value : values) {
      sample.add(facts, new double[] {value}, note, -1, several);
    }
  }
}
