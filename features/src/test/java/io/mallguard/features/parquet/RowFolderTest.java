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
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
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
        assertThat(reader.truncated()).isEqualTo(i % 7 == 0);
        assertThat(reader.sequence()).isEqualTo(event.sequence());
        assertThat(reader.eventId()).isEqualTo(event.event().id());
        assertThat(reader.eventType()).isEqualTo(TYPES.get(event.event().type().index()));
        assertThat(reader.occurredAtMillis()).isEqualTo(event.event().occurredAtMillis());
        assertThat(reader.foldTimeMillis()).isEqualTo(event.foldTimeMillis());
      }
      assertThat(reader.advance()).isFalse();
    }
  }

  @Test
  void aFolderOfVersion2DoesNotSayWhatIsTruncated() throws IOException {
    List<LoggedEvent> events = Samples.events(7, 300);
    write(dir, events, rows(300));
    List<RowFile> files = RowFile.of(SPEC, RowFile.EARLIER_HEAD);
    try (ColumnFileWriter file =
            ColumnFileWriter.create(
                dir.resolve("events.parquet"), files.get(0).columns(), Map.of());
        ColumnEncoder encoder = new ColumnEncoder()) {
      List<EncodedColumn> columns = new ArrayList<>();
      for (Column column : files.get(0).columns()) {
        columns.add(encode(encoder, column, events, rows(300)));
      }
      file.write(columns);
      file.commit();
    }
    FolderManifest.of(dir, 2, Map.of("rows", 300L), RowFolder.paths(files))
        .write(dir, RowFolder.FORMAT);
    double[] row = new double[SPEC.features().size()];
    try (RowReader reader = RowFolder.open(dir).read()) {
      assertThat(reader.advance()).isTrue();
      reader.row(row);
      assertThat(row).isEqualTo(rows(300).get(0));
      assertThat(reader.truncated()).isFalse();
      assertThat(reader.label()).isEqualTo(-1);
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
      assertThat(writer.files()).isNotEmpty();
    }
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aDamagedFolderIsRefused() throws IOException {
    write(dir, Samples.events(7, 300), rows(300));
    Path file = dir.resolve("events.parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 4;
    Files.write(file, bytes);
    assertThatThrownBy(() -> RowFolder.open(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("events.parquet")
        .hasMessageContaining("altered");
  }

  private static void write(Path dir, List<LoggedEvent> events, List<double[]> rows)
      throws IOException {
    try (RowFolderWriter writer = RowFolderWriter.create(dir, SPEC);
        ColumnEncoder encoder = new ColumnEncoder()) {
      for (int file = 0; file < writer.files().size(); file++) {
        List<EncodedColumn> columns = new ArrayList<>();
        for (Column column : writer.files().get(file).columns()) {
          columns.add(encode(encoder, column, events, rows));
        }
        writer.write(file, columns);
      }
      writer.commit();
    }
  }

  private static EncodedColumn encode(
      ColumnEncoder encoder, Column column, List<LoggedEvent> events, List<double[]> rows) {
    int count = events.size();
    TextBlock ids = new TextBlock();
    events.forEach(event -> ids.add(event.event().id()));
    return switch (column.name()) {
      case "sequence" -> encoder.longs(column, numbers(events, LoggedEvent::sequence), count);
      case "event_id" -> encoder.texts(column, ids);
      case "event_type" -> encoder.texts(column, TYPES, types(events), count);
      case "occurred_at" ->
          encoder.longs(column, numbers(events, e -> e.event().occurredAtMillis()), count);
      case "fold_time" -> encoder.longs(column, numbers(events, e -> e.foldTimeMillis()), count);
      case "label" -> encoder.bools(column, labels(count), count);
      case "truncated" -> encoder.bools(column, everySeventh(count), count);
      default -> encoder.reals(column, feature(column.name(), rows), count);
    };
  }

  private static final List<String> TYPES =
      CARDS.eventTypes().stream().map(type -> type.name()).toList();

  private static long[] numbers(List<LoggedEvent> events, ToLongFunction<LoggedEvent> number) {
    return events.stream().mapToLong(number).toArray();
  }

  private static byte[] types(List<LoggedEvent> events) {
    byte[] types = new byte[events.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = (byte) events.get(i).event().type().index();
    }
    return types;
  }

  private static byte[] labels(int count) {
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 3 - 1);
    }
    return labels;
  }

  private static byte[] everySeventh(int count) {
    byte[] truncated = new byte[count];
    for (int i = 0; i < count; i++) {
      truncated[i] = (byte) (i % 7 == 0 ? 1 : 0);
    }
    return truncated;
  }

  private static double[] feature(String name, List<double[]> rows) {
    List<String> names = SPEC.features().stream().map(feature -> feature.name()).toList();
    return rows.stream().mapToDouble(row -> row[names.indexOf(name)]).toArray();
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
