package io.mallguard.training.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionFolderTest {
  @TempDir private Path folder = Path.of("");

  private final ReportSubject subject = ReportFixture.subject();

  @Test
  void aRowCountsInTheMonthOfItsEventWhateverTheFile() throws IOException {
    try (DecisionFile file = DecisionFile.create(folder, "2026-10-01", subject)) {
      file.row(ReportFixture.BUNDLE, "normal", "2026-09-30T21:59:59.999Z");
      file.row(ReportFixture.BUNDLE, "normal", "2026-09-30T22:00:00Z");
      file.commit();
    }
    try (DecisionFile late = DecisionFile.create(folder, "2026-12-24", subject)) {
      late.row(ReportFixture.BUNDLE, "normal", "2026-10-31T22:59:59.999Z");
      late.row(ReportFixture.BUNDLE, "normal", "2026-10-31T23:00:00Z");
      late.commit();
    }
    List<DecisionMonth> months = read();
    assertThat(months.get(0).counts().rows()).isEqualTo(2);
    assertThat(months.get(0).rowsPerDay().get(0)).isEqualTo(1);
    assertThat(months.get(0).rowsPerDay().get(30)).isEqualTo(1);
    assertThat(months.get(1).counts().rows()).isEqualTo(1);
    assertThat(months.get(0).missingDays()).hasSize(29);
  }

  @Test
  void rowsOfOtherBundlesAndUnscoredRowsAreCountedAndLeftOut() throws IOException {
    try (DecisionFile file = DecisionFile.create(folder, "2026-10-05", subject)) {
      file.row(ReportFixture.BUNDLE, "normal", "2026-10-05T10:00:00Z");
      file.row(ReportFixture.BUNDLE, "unknown", "2026-10-05T10:00:01Z");
      file.row("other", "normal", "2026-10-05T10:00:02Z");
      file.row("other", "normal", "2026-10-05T10:00:03Z");
      file.commit();
    }
    DecisionMonth month = read().get(0);
    assertThat(month.counts().rows()).isEqualTo(1);
    assertThat(month.unscored()).isEqualTo(1);
    assertThat(month.otherBundles()).containsExactly(Map.entry("other", 2L));
    assertThat(month.compared(DecisionMonth.Group::eventType))
        .containsExactly(Map.entry("transaction", 1L));
    assertThat(month.counts().features().get(0).missing()).isZero();
    assertThat(month.counts().features().get(4).missing()).isEqualTo(1);
  }

  @Test
  void aFileOfAnotherSpecMayHoldRowsOfOtherBundlesOnly() throws IOException {
    try (DecisionFile file = DecisionFile.foreign(folder, "2026-10-06")) {
      file.row("other", "normal", "2026-10-06T10:00:00Z");
      file.commit();
    }
    assertThat(read().get(0).otherBundles()).containsEntry("other", 1L);
    try (DecisionFile file = DecisionFile.foreign(folder, "2026-10-07")) {
      file.row(ReportFixture.BUNDLE, "normal", "2026-10-07T10:00:00Z");
      file.commit();
    }
    assertThat(failure().problems())
        .hasSize(15)
        .extracting(Problem::code)
        .containsOnly("missing_column");
  }

  @Test
  void everyBrokenFileIsNamedAtOnce() throws IOException {
    Files.writeString(folder.resolve("2026-10-01.parquet"), "no parquet");
    Files.writeString(folder.resolve("2026-10-02.parquet"), "");
    Files.writeString(folder.resolve("notes.txt"), "is not looked at");
    assertThat(failure().problems())
        .hasSize(2)
        .extracting(Problem::code)
        .containsOnly("damaged_file");
  }

  @Test
  void aFolderWithoutDecisionFilesIsRefused() {
    assertThatThrownBy(() -> DecisionFolder.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("files named like 2026-10-31.parquet");
    assertThatThrownBy(() -> DecisionFolder.open(folder.resolve("absent")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found nothing, must be a folder of decisions");
  }

  @Test
  void reportsOfTheSameFilesHaveTheSameBytes() throws IOException {
    try (DecisionFile file = DecisionFile.create(folder, "2026-10-05", subject)) {
      for (int i = 0; i < 400; i++) {
        Instant at = Instant.parse("2026-10-05T10:00:00Z").plusSeconds(i);
        file.row(ReportFixture.BUNDLE, "normal", at.toString());
      }
      file.commit();
    }
    List<DecisionMonth> one = read();
    List<DecisionMonth> two = read();
    DriftReport first = DriftReport.of(subject, one.get(0), one.get(1));
    DriftReport second = DriftReport.of(subject, two.get(0), two.get(1));
    assertThat(ReportJson.write(second)).isEqualTo(ReportJson.write(first));
    assertThat(ReportPage.write(second)).isEqualTo(ReportPage.write(first));
    assertThat(first.month().counts().rows()).isEqualTo(400);
  }

  private InvalidInputException failure() {
    return catchThrowableOfType(InvalidInputException.class, this::read);
  }

  private List<DecisionMonth> read() throws IOException {
    MonthTally now = new MonthTally(ReportFixture.MONTH, subject);
    MonthTally next = new MonthTally(ReportFixture.MONTH.plusMonths(1), subject);
    DecisionFolder.open(folder).count(List.of(now, next), subject, Progress.silent());
    return List.of(now.month(), next.month());
  }
}
