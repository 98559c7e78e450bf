package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFolderTest {
  private final Path temp;
  private final Path dir;

  EventFolderTest(@TempDir Path temp) {
    this.temp = temp;
    this.dir = temp.resolve("events");
  }

  @Test
  void closingWithoutCommitLeavesNothing() throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(dir, Samples.SCHEMA)) {
      for (LoggedEvent event : Samples.events(1, 100)) {
        writer.write(event);
      }
    }
    assertThat(entries(temp)).isEmpty();
  }

  @Test
  void commitLeavesNothingBesideTheFolder() throws IOException {
    Samples.write(dir, Samples.events(1, 100));
    assertThat(entries(temp)).containsExactly("events");
    assertThat(entries(dir)).containsExactly("label", "manifest.json", "payment", "schema.yaml");
  }

  @Test
  void anExistingFolderIsRefusedAndKept() throws IOException {
    Samples.write(dir, Samples.events(1, 10));
    assertThat(problems(() -> Samples.write(dir, List.of())))
        .extracting(Problem::code)
        .containsExactly("already_exists");
    assertThat(Samples.read(dir)).hasSize(10);
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    Files.createDirectory(dir);
    Samples.write(dir, Samples.events(1, 10));
    assertThat(Samples.read(dir)).hasSize(10);
  }

  @Test
  void replacingSwapsOnlyAtCommit() throws IOException {
    Samples.write(dir, Samples.events(1, 10));
    try (EventFolderWriter writer = EventFolderWriter.replace(dir, Samples.SCHEMA)) {
      writer.write(Samples.events(2, 1).get(0));
      assertThat(Samples.read(dir)).hasSize(10);
      writer.commit();
    }
    assertThat(Samples.read(dir)).hasSize(1);
    assertThat(entries(temp)).containsExactly("events");
  }

  @Test
  void whatAKilledWriterLeftIsClearedByTheNextOne() throws IOException {
    Path left = Files.createDirectories(temp.resolve(".events.partial/content/payment"));
    Files.writeString(left.resolve("part-00000.parquet"), "half");
    Files.createDirectories(temp.resolve(".events.partial/scratch/staging"));
    Files.writeString(temp.resolve(".events.partial/lock"), "");
    Samples.write(dir, Samples.events(1, 10));
    assertThat(Samples.read(dir)).hasSize(10);
    assertThat(entries(temp)).containsExactly("events");
  }

  @Test
  void aReplacementKilledBetweenItsTwoRenamesIsUndoneByTheNextWriter() throws IOException {
    Samples.write(dir, Samples.events(1, 10));
    Path aside = temp.resolve(".events.partial/old");
    Files.createDirectories(aside.getParent());
    Files.move(dir, aside);
    assertThat(problems(() -> EventFolder.open(dir)).get(0).line())
        .contains("[missing_folder]", "cut short", aside.toString());
    assertThat(problems(() -> Samples.write(dir, List.of())))
        .extracting(Problem::code)
        .containsExactly("already_exists");
    assertThat(Samples.read(dir)).hasSize(10);
    assertThat(entries(temp)).containsExactly("events");
  }

  @Test
  void twoWritersNeverMeet() throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(dir, Samples.SCHEMA)) {
      writer.write(Samples.events(1, 1).get(0));
      assertThatThrownBy(() -> EventFolderWriter.create(dir, Samples.SCHEMA))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process is writing it");
      writer.commit();
    }
    assertThat(Samples.read(dir)).hasSize(1);
    assertThat(entries(temp)).containsExactly("events");
  }

  @Test
  void aFolderThatIsNoEventsFolderIsNeverReplaced() throws IOException {
    Files.createDirectory(dir);
    Files.writeString(dir.resolve("thesis.txt"), "three years of work");
    assertThat(problems(() -> EventFolderWriter.replace(dir, Samples.SCHEMA).close()))
        .extracting(Problem::code)
        .containsExactly("not_replaceable");
    assertThat(entries(dir)).containsExactly("thesis.txt");
  }

  @Test
  void eventsOutOfOrderAreAMistakeOfTheCaller() throws IOException {
    List<LoggedEvent> events = Samples.events(1, 2);
    try (EventFolderWriter writer = EventFolderWriter.create(dir, Samples.SCHEMA)) {
      writer.write(events.get(1));
      assertThatThrownBy(() -> writer.write(events.get(0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be above");
    }
  }

  @Test
  void aFolderWithoutManifestIsHalfWritten() throws IOException {
    Samples.write(dir, Samples.events(1, 10));
    Files.delete(dir.resolve("manifest.json"));
    assertThat(problems(() -> EventFolder.open(dir)))
        .extracting(Problem::code)
        .containsExactly("missing_file");
  }

  @Test
  void everyDamagedFileIsNamedAtOnce() throws IOException {
    Samples.write(dir, Samples.events(1, 100));
    Path payments = dir.resolve("payment/part-00000.parquet");
    byte[] bytes = Files.readAllBytes(payments);
    bytes[bytes.length / 2] ^= 1;
    Files.write(payments, bytes);
    Files.delete(dir.resolve("label/part-00000.parquet"));
    Files.writeString(dir.resolve("schema.yaml"), "short");
    assertThat(problems(() -> EventFolder.open(dir)))
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("altered", "missing_file", "truncated");
  }

  @Test
  void foreignAndNewerFoldersAreToldApart() throws IOException {
    Samples.write(dir, Samples.events(1, 10));
    Path manifest = dir.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("mallguard-events", "mallguard-rows"));
    assertThat(problems(() -> EventFolder.open(dir)))
        .extracting(Problem::code)
        .containsExactly("foreign_format");
    Files.writeString(manifest, text.replace("\"format_version\" : 2", "\"format_version\" : 3"));
    assertThat(problems(() -> EventFolder.open(dir)))
        .extracting(Problem::code)
        .containsExactly("too_new");
  }

  @Test
  void anotherSchemaIsAMismatch() throws IOException {
    Samples.write(dir, Samples.events(1, 10));
    EventFolder folder = EventFolder.open(dir);
    folder.requireSchema(Samples.SCHEMA);
    assertThat(problems(() -> folder.requireSchema(Schemas.builtIn("cards"))))
        .extracting(Problem::code)
        .containsExactly("schema_mismatch");
  }

  private interface Action {
    void run() throws IOException;
  }

  private static List<Problem> problems(Action action) throws IOException {
    try {
      action.run();
    } catch (InvalidInputException refused) {
      return refused.problems();
    }
    return List.of();
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
