package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.parquet.Column.Kind;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileFuzzTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.required("id", Kind.LONG),
          Column.optional("name", Kind.TEXT),
          Column.optional("score", Kind.REAL),
          Column.required("at", Kind.TIME),
          Column.optional("fraud", Kind.BOOL));

  private final Path file;

  TableFileFuzzTest(@TempDir Path temp) {
    this.file = temp.resolve("table.parquet");
  }

  @Test
  void aTruncatedFileIsRefusedAtEveryLength() throws IOException {
    byte[] whole = write();
    int refused = 0;
    for (int length = 0; length < whole.length; length += 7) {
      refused += isRefused(Arrays.copyOf(whole, length)) ? 1 : 0;
    }
    assertThat(refused).isEqualTo((whole.length + 6) / 7);
  }

  @Test
  void aFlippedBitGivesTheRowsOrADocumentedProblemAndNothingElse() throws IOException {
    byte[] whole = write();
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      refused += isRefused(bytes) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(200);
  }

  @Test
  void missingAndMistypedColumnsAreNamedAtOnce() throws IOException {
    write();
    List<Column> wanted =
        List.of(
            Column.required("id", Kind.TEXT),
            Column.optional("fraud", Kind.BOOL),
            Column.optional("amount", Kind.LONG),
            Column.required("at", Kind.LONG),
            Column.required("score", Kind.REAL));
    try (TableReader reader = TableReader.open(file, wanted)) {
      assertThat(reader.rowCount()).as("not refused").isNegative();
    } catch (InvalidInputException refused) {
      assertThat(refused.problems())
          .extracting(Problem::code)
          .containsExactly(
              "wrong_column_type", "missing_column", "wrong_column_type", "wrong_column_type");
    }
  }

  private byte[] write() throws IOException {
    try (TableWriter writer = TableWriter.create(file, COLUMNS, Map.of("kind", "test"))) {
      for (int i = 0; i < 200; i++) {
        writer.number(0, i);
        writer.text(1, i % 3 == 0 ? null : "name " + i % 5);
        writer.real(2, i % 7 == 0 ? Double.NaN : i / 3.0);
        writer.number(3, 1_767_225_600_000L + i);
        if (i % 2 == 0) {
          writer.number(4, i % 4 / 2);
        }
        writer.endRow();
      }
      writer.commit();
    }
    return Files.readAllBytes(file);
  }

  private boolean isRefused(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try (TableReader reader = TableReader.open(file, COLUMNS)) {
      while (reader.advance()) {
        if (reader.has(1)) {
          assertThat(reader.text(1)).isNotNull();
        }
      }
      return false;
    } catch (InvalidInputException refused) {
      return true;
    }
  }
}
