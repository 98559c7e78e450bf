package io.mallguard.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.Digests;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {
  @TempDir Path folder = Path.of("");

  @Test
  void whatIsWrittenIsWhatIsReadAndNothingElseIsLeft() throws IOException {
    Bundle written = ExampleBundle.writeTo(folder.resolve("cards-1"));
    assertThat(BundleReader.read(folder.resolve("cards-1")).manifest())
        .isEqualTo(written.manifest());
    assertThat(entries(folder)).containsExactly("cards-1");
    assertThat(contents(folder.resolve("cards-1"))).hasSize(BundleFile.values().length + 1);
  }

  @Test
  void theSameFilesAndFactsGiveTheSameBytes() throws IOException {
    Bundle first = ExampleBundle.writeTo(folder.resolve("a"));
    Bundle second = ExampleBundle.writeTo(folder.resolve("b"));
    assertThat(contents(folder.resolve("a"))).isEqualTo(contents(folder.resolve("b")));
    assertThat(first.sha256())
        .isEqualTo(second.sha256())
        .isEqualTo(Digests.sha256Hex(Files.readAllBytes(folder.resolve("a/manifest.json"))));
  }

  @Test
  void wallTimesLieOutsideTheIdentity() throws IOException {
    ObjectNode slow = ExampleBundle.object().put("seconds", 12.5);
    Bundle timed = ExampleBundle.writer().run(slow).write(folder.resolve("timed"));
    assertThat(timed.sha256()).isEqualTo(ExampleBundle.writeTo(folder.resolve("plain")).sha256());
    assertThat(folder.resolve("timed/run.json")).content().contains("12.5");
  }

  @Test
  void theSameBundleIsThereAlreadySoNothingIsWritten() throws IOException {
    Path target = folder.resolve("cards-1");
    ExampleBundle.writer().run(ExampleBundle.object().put("first", true)).write(target);
    ExampleBundle.writer().run(ExampleBundle.object().put("first", false)).write(target);
    assertThat(target.resolve("run.json")).content().contains("true");
  }

  @Test
  void anotherBundleAFileOrAFolderOfSomethingElseIsNeverOverwritten() throws IOException {
    Path other = folder.resolve("other");
    ExampleBundle.writer(goldenRows(ExampleBundle.ROWS.subList(0, 1))).write(other);
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("diary.txt"), "mine");
    Map<String, String> before = contents(folder);
    for (Path target : List.of(other, file, full)) {
      assertThatThrownBy(() -> ExampleBundle.writeTo(target))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("already_there");
    }
    assertThat(contents(folder)).isEqualTo(before);
  }

  @Test
  void aBrokenBundleAtTheTargetIsNotTakenForTheSame() throws IOException {
    Path target = folder.resolve("cards-1");
    ExampleBundle.writeTo(target);
    Files.writeString(target.resolve("metrics.json"), "{}");
    assertThatThrownBy(() -> ExampleBundle.writeTo(target))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("bundle_truncated");
  }

  @Test
  void anEmptyFolderIsTakenAndMissingParentsAreMade() throws IOException {
    Path target = Files.createDirectories(folder.resolve("empty"));
    ExampleBundle.writeTo(target);
    ExampleBundle.writeTo(folder.resolve("x/y/cards-1"));
    assertThat(BundleReader.read(target).sha256())
        .isEqualTo(BundleReader.read(folder.resolve("x/y/cards-1")).sha256());
  }

  @Test
  void everythingThatIsMissingOrMisnamedIsToldAtOnce() {
    BundleWriter writer =
        new BundleWriter("", "../1", LocalDate.of(2018, 7, 24)).put(BundleFile.POLICY, "x");
    assertThatThrownBy(() -> writer.write(folder.resolve("cards-1")))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> {
              assertThat(e.problems()).hasSize(BundleFile.values().length + 1);
              assertThat(e.problems())
                  .extracting(Problem::place)
                  .contains("name", "version", "schema.yaml", "golden-rows.json");
            });
    assertThat(entries(folder)).isEmpty();
  }

  @Test
  void aBundleThatFailsItsOwnTestIsNotWritten() throws IOException {
    ObjectNode rows = goldenRows(ExampleBundle.ROWS);
    ((ObjectNode) rows.path("rows").get(3)).put("probability", 0.123);
    Path target = folder.resolve("new/cards-1");
    assertThatThrownBy(() -> ExampleBundle.writer(rows).write(target))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("golden-rows.json/rows/3")
        .hasMessageContaining("bundle_self_test_failed");
    assertThat(entries(folder)).isEmpty();
  }

  @Test
  void whatAKilledProcessLeftIsClearedAway() throws IOException {
    Path partial = folder.resolve(".cards-1.partial");
    Files.createDirectories(partial.resolve("bundle/models"));
    Files.writeString(partial.resolve("bundle/models/classifier.tribuo"), "half");
    Files.writeString(partial.resolve("bundle/stray"), "half");
    Files.writeString(partial.resolve("lock"), "");
    ExampleBundle.writeTo(folder.resolve("cards-1"));
    assertThat(entries(folder)).containsExactly("cards-1");
  }

  @Test
  void aWriterThatMeetsAnotherOneLeavesItsWorkAlone() throws IOException {
    Path partial = Files.createDirectory(folder.resolve(".cards-1.partial"));
    Path work =
        Files.writeString(Files.createDirectory(partial.resolve("bundle")).resolve("a"), "");
    try (FileChannel other =
        FileChannel.open(
            partial.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(other.tryLock()).isNotNull();
      assertThatThrownBy(() -> ExampleBundle.writeTo(folder.resolve("cards-1")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process is writing it");
    }
    assertThat(work).exists();
    assertThat(folder.resolve("cards-1")).doesNotExist();
  }

  @Test
  void aPlaceThatCantBeWrittenIsToldAndNothingIsMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> ExampleBundle.writeTo(file.resolve("new/cards-1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was not written, nothing was changed");
    assertThat(entries(folder)).containsExactly("file");
    assertThat(file).hasContent("mine");
  }

  private static ObjectNode goldenRows(List<double[]> rows) {
    return GoldenRows.record(ExampleBundle.COLUMNS, ExampleBundle.scorer(), rows).toJson();
  }

  private static List<String> entries(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(path).toString(), Digests.sha256Hex(Files.readAllBytes(path)));
      }
    }
    return contents;
  }
}
