package io.mallguard.training.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that take the place of earlier ones, from a query to the label of a row. */
class CorrectionImportTest {
  private static final EventSchema CARDS = Schemas.builtIn("cards");
  private static final FeatureSpec SPEC =
      SpecReader.parse(
          """
          spec: corrected
          version: 1
          schema: cards
          features:
            - {name: frauds, key: terminal, event: label, agg: count, where: "verdict == 'fraud'",
               window: 60d, meaning: Labels that say fraud}
          """,
          "spec.yaml",
          CARDS);

  @TempDir Path dir;

  /** Two transactions on the first, and labels; each is id, subject, verdict, day, supersedes. */
  private HistoryImport importOf(String... labels) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String label : labels) {
      String[] word = label.split(" ", -1);
      String supersedes = word[4].equals("-") ? "NULL" : "'" + word[4] + "'";
      rows.append(
          ",\n('%s', 'label', NULL, NULL, NULL, NULL, NULL, '%s', '%s', '2018-04-%sT12:00:00Z', %s)"
              .formatted(word[0], word[1], word[2], word[3], supersedes));
    }
    String sql =
        """
        SELECT * FROM (VALUES
        ('t1', 'transaction', 't1', 'c1', 'x1', 250, 1, NULL, NULL, '2018-04-01T12:00:00Z', NULL),
        ('t2', 'transaction', 't2', 'c1', 'x1', 250, NULL, NULL, NULL, '2018-04-01T12:00:00Z', NULL),
        ('t3', 'transaction', 't3', 'c1', 'x1', 250, NULL, NULL, NULL, '2018-04-20T12:00:00Z', NULL)%s
        ) AS t(event_id, event_type, transaction_id, customer_id, terminal_id, amount_minor, fraud,
               subject_id, verdict, occurred_at, supersedes)
        """
            .formatted(rows);
    Path file = Files.writeString(dir.resolve("query.sql"), sql);
    return HistoryImport.of(file, Optional.empty(), CARDS, Progress.silent());
  }

  private List<String> problems(String... labels) throws IOException {
    HistoryImport faulty = importOf(labels);
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class, () -> faulty.into(dir.resolve("refused")));
    assertThat(refused).isNotNull();
    assertThat(dir.resolve("refused")).doesNotExist();
    return refused.problems().stream().map(p -> p.place() + " " + p.code()).toList();
  }

  @Test
  void theLabelIsThatOfTheLastCorrectionKnown() throws IOException {
    Path out = dir.resolve("events");
    importOf(
            "l2 t2 fraud 09 -", "c1 t1 legit 10 t1-fraud", "c2 t2 legit 11 l2", "c3 t2 fraud 12 c2")
        .into(out);
    EventFolder folder = EventFolder.open(out);
    List<String> superseding = new ArrayList<>();
    try (EventReader events = folder.read()) {
      while (events.advance()) {
        var event = events.current().event();
        event.supersedes().ifPresent(id -> superseding.add(event.id() + " for " + id));
      }
    }
    assertThat(superseding).containsExactly("c1 for t1-fraud", "c2 for l2", "c3 for c2");
    assertLabels(folder, "2018-04-09T12:00:00Z", RowMatrix.POSITIVE, RowMatrix.POSITIVE);
    assertLabels(folder, "2018-04-10T12:00:00Z", RowMatrix.NEGATIVE, RowMatrix.POSITIVE);
    assertLabels(folder, "2018-04-11T12:00:00Z", RowMatrix.NEGATIVE, RowMatrix.NEGATIVE);
    assertLabels(folder, "2018-04-12T12:00:00Z", RowMatrix.NEGATIVE, RowMatrix.POSITIVE);
    RowMatrix rows = RowExtraction.extract(folder, SPEC, "fraud", Long.MAX_VALUE);
    assertThat(rows.column(0)).as("of four that say fraud one holds").endsWith(1.0);
  }

  private static void assertLabels(EventFolder folder, String until, byte first, byte second)
      throws IOException {
    long untilMillis = Instant.parse(until).toEpochMilli();
    RowMatrix rows = RowExtraction.extract(folder, SPEC, "fraud", untilMillis);
    assertThat(new byte[] {rows.label(0), rows.label(1), rows.label(2)})
        .as(until)
        .containsExactly(first, second, RowMatrix.UNKNOWN);
  }

  @Test
  void whatIsSupersededMustComeBeforeAndBeOfTheSameSubject() throws IOException {
    assertThat(
            problems(
                "l2 t2 fraud 09 -",
                "c1 t1 legit 10 nobody",
                "c2 t1 legit 10 l2",
                "c3 t2 legit 08 l2",
                "c4 t2 legit 10 t2",
                "c5 t1 legit 10 c5",
                "c6 t1 legit 07 t1-fraud"))
        .containsExactlyInAnyOrder(
            "row 5 column supersedes unknown_superseded",
            "row 6 column supersedes other_subject",
            "row 7 column supersedes unknown_superseded",
            "row 8 column supersedes unknown_superseded",
            "row 9 column supersedes unknown_superseded",
            "row 10 column supersedes unknown_superseded");
  }

  @Test
  void nothingIsSupersededTwice() throws IOException {
    assertThat(
            problems(
                "l2 t2 fraud 09 -",
                "c1 t2 legit 10 l2",
                "c2 t2 legit 11 l2",
                "c3 t2 fraud 12 c1",
                "c4 t1 fraud 12 l2"))
        .containsExactlyInAnyOrder(
            "row 6 column supersedes superseded_before",
            "row 8 column supersedes other_subject",
            "row 8 column supersedes superseded_before");
  }

  @Test
  void aCorrectionOfARowWithProblemsIsNoFurtherProblem() throws IOException {
    assertThat(problems("l2 t2 perhaps 09 -", "c1 t2 legit 10 l2"))
        .containsExactly("row 4 column verdict illegal_value");
  }

  @Test
  void aTransactionSupersedesNothing() throws IOException {
    Path file = dir.resolve("query.sql");
    importOf("l2 t2 fraud 09 -");
    Files.writeString(
        file, Files.readString(file).replace("'2018-04-20T12:00:00Z', NULL", "'2018-04-20', 't1'"));
    HistoryImport faulty = HistoryImport.of(file, Optional.empty(), CARDS, Progress.silent());
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class, () -> faulty.into(dir.resolve("refused")));
    assertThat(refused.problems())
        .extracting(p -> p.place() + " " + p.code())
        .containsExactly("row 3 column supersedes unexpected_value");
  }
}
