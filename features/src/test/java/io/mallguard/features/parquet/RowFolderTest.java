package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFolderTest {
  private static final EventSchema CARDS = Schemas.builtIn("cards");
  private static final FeatureSpec SPEC =
      SpecReader.parse(Schemas.specText("cards"), "cards-spec.yaml", CARDS);

  private final Path temp;
  private final Path dir;

  RowFolderTest(@TempDir Path temp) {
    this.temp = temp;
    this.dir = temp.resolve("rows");
  }

  @Test
  void rowsComeBackBitForBitWithMissingValuesAndLabels() throws IOException {
    List<LoggedEvent> events = Samples.events(7, 3000);
    List<double[]> rows = rows(events.size());
    write(dir, events, rows);

    RowFolder folder = RowFolder.open(dir);
    assertThat(folder.rowCount()).isEqualTo(3000);
    assertThat(folder.spec().specHash()).isEqualTo(SPEC.specHash());
    double[] row = new double[SPEC.features().size()];
    try (RowReader reader = folder.read()) {
      for (int i = 0; i < events.size(); i++) {
        LoggedEvent event = events.get(i);
        assertThat(reader.advance()).isTrue();
        reader.row(row);
        assertThat(row).isEqualTo(rows.get(i));
        assertThat(reader.label()).isEqualTo(i % 3 - 1);
        assertThat(reader.sequence()).isEqualTo(event.sequence());
        assertThat(reader.eventId()).isEqualTo(event.event().id());
        assertThat(reader.eventType()).isEqualTo(event.event().type().name());
        assertThat(reader.occurredAtMillis()).isEqualTo(event.event().occurredAtMillis());
        assertThat(reader.foldTimeMillis()).isEqualTo(event.foldTimeMillis());
      }
      assertThat(reader.advance()).isFalse();
    }
  }

  @Test
  void theSameRowsGiveTheSameDigest() throws IOException {
    List<LoggedEvent> events = Samples.events(7, 300);
    write(temp.resolve("a"), events, rows(300));
    write(temp.resolve("b"), events, rows(300));
    assertThat(RowFolder.open(temp.resolve("a")).digest())
        .isEqualTo(RowFolder.open(temp.resolve("b")).digest());
  }

  @Test
  void closingWithoutCommitLeavesNothing() throws IOException {
    try (RowFolderWriter writer = RowFolderWriter.create(dir, SPEC)) {
      writer.write(Samples.events(1, 1).get(0), 1, new double[15]);
    }
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aDamagedFolderIsRefused() throws IOException {
    write(dir, Samples.events(7, 300), rows(300));
    Path file = dir.resolve("rows.parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 4;
    Files.write(file, bytes);
    assertThatThrownBy(() -> RowFolder.open(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("rows.parquet")
        .hasMessageContaining("altered");
  }

  private static void write(Path dir, List<LoggedEvent> events, List<double[]> rows)
      throws IOException {
    try (RowFolderWriter writer = RowFolderWriter.create(dir, SPEC)) {
      for (int i = 0; i < events.size(); i++) {
        writer.write(events.get(i), i % 3 - 1, rows.get(i));
      }
      writer.commit();
    }
  }

  private static List<double[]> rows(int count) {
    SplittableRandom random = new SplittableRandom(11);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] row = new double[SPEC.features().size()];
      for (int f = 0; f < row.length; f++) {
        row[f] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble() * random.nextInt(1000);
      }
      rows.add(row);
    }
    return rows;
  }
}
