package io.mallguard.training.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Months without drift must stay green. */
@Tag("slow")
class QuietMonthsTest {
  private static final int MONTHS = 400;

  @Test
  void fewerThanOneQuietMonthInAHundredIsNotGreen() {
    ReportSubject subject = ReportFixture.subject();
    int alarms = 0;
    for (int i = 0; i < MONTHS; i++) {
      int rows = i % 2 == 0 ? 2_000 : 400;
      DecisionMonth month =
          ReportFixture.month(subject, ReportFixture.MONTH, rows, 1_000 + i, ReportFixture.NONE);
      MonthComparison comparison =
          MonthComparison.of(subject.reference(), month.counts(), Map.of());
      alarms += VerdictRules.decide(month, comparison).headline() == Verdict.Headline.KEEP ? 0 : 1;
    }
    assertThat(alarms).isLessThan(MONTHS / 100);
  }
}
