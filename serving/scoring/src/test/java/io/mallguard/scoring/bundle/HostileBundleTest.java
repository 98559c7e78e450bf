package io.mallguard.scoring.bundle;

import static io.mallguard.scoring.bundle.Tampering.faultsOf;
import static io.mallguard.scoring.bundle.Tampering.forge;
import static io.mallguard.scoring.bundle.Tampering.forgeManifest;
import static io.mallguard.scoring.bundle.Tampering.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.Digests;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle made to do harm, its manifest sealed by whoever made it. */
class HostileBundleTest {
  @TempDir Path folder = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void write() throws IOException {
    bundle = folder.resolve("cards-1");
    ExampleBundle.writeTo(bundle);
  }

  @Test
  void aLinkInsteadOfAFileIsForeignEvenIfItsContentIsRight() throws IOException {
    Path real = folder.resolve("policy-elsewhere.yaml");
    Files.move(bundle.resolve("policy.yaml"), real);
    Files.createSymbolicLink(bundle.resolve("policy.yaml"), real);
    assertOneForeign("policy.yaml");
  }

  @Test
  void aLinkInsteadOfASubfolderIsForeignAndNothingBehindItIsRead() throws IOException {
    Path real = folder.resolve("models-elsewhere");
    Files.move(bundle.resolve("models"), real);
    Files.createSymbolicLink(bundle.resolve("models"), real);
    assertOneForeign("models");
  }

  @Test
  void aLinkInsteadOfTheManifestIsForeign() throws IOException {
    Path real = folder.resolve("manifest-elsewhere.json");
    Files.move(bundle.resolve("manifest.json"), real);
    Files.createSymbolicLink(bundle.resolve("manifest.json"), real);
    assertOneForeign("manifest.json");
  }

  @Test
  void theFolderItselfMayBeReachedThroughALink() throws IOException {
    Path current = Files.createSymbolicLink(folder.resolve("current"), bundle);
    assertThat(BundleReader.read(current).manifest().name()).isEqualTo("cards");
  }

  @Test
  void aFolderInsteadOfAFileIsForeign() throws IOException {
    Files.delete(bundle.resolve("metrics.json"));
    Files.createDirectory(bundle.resolve("metrics.json"));
    assertOneForeign("metrics.json");
  }

  @Test
  void aFileInsteadOfASubfolderIsForeign() throws IOException {
    Files.move(bundle.resolve("compiled"), folder.resolve("away"));
    Files.writeString(bundle.resolve("compiled"), "");
    assertOneForeign("compiled");
  }

  @Test
  void filesAndFoldersTooManyAreForeignAndHiddenOnesAsWell() throws IOException {
    Files.writeString(bundle.resolve(".hidden"), "");
    Files.writeString(bundle.resolve("compiled/more.bin"), "");
    Files.createDirectories(bundle.resolve("deep/er"));
    assertThat(problemsOf(bundle))
        .extracting(Problem::place)
        .containsExactly(".hidden", "deep", "compiled/more.bin");
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.FOREIGN);
  }

  @Test
  void aNameThatLeavesTheFolderIsForeignAndNeverOpened() throws IOException {
    for (String path :
        List.of(
            "../outside.json", "/etc/hostname", "compiled/../../x", "manifest.json", "run.json")) {
      forgeManifest(
          bundle,
          json ->
              ((ObjectNode) json.path("files"))
                  .putObject(path)
                  .put("bytes", 1)
                  .put("sha256", "0".repeat(64)));
      assertThat(problemsOf(bundle)).extracting(Problem::found).contains(path);
      assertThat(faultsOf(bundle)).containsExactly(BundleFault.FOREIGN);
      forgeManifest(bundle, json -> ((ObjectNode) json.path("files")).remove(path));
    }
    BundleReader.read(bundle);
  }

  @Test
  void aHugeSizeIsRefusedBeforeAnythingIsRead() throws IOException {
    forgeManifest(bundle, json -> size(json, BundleFile.CLASSIFIER).put("bytes", 2L << 30));
    assertThat(problemsOf(bundle))
        .singleElement()
        .satisfies(p -> assertThat(p.place()).endsWith("compiled/classifier.bin/bytes"));
    for (String number : List.of("-1", "1.5", "1e3", "99999999999999999999")) {
      rewrite(bundle, "\"bytes\" : 2147483648", "\"bytes\" : " + number);
      assertThat(faultsOf(bundle)).as(number).containsExactly(BundleFault.FOREIGN);
      rewrite(bundle, "\"bytes\" : " + number, "\"bytes\" : 2147483648");
    }
  }

  @Test
  void aHugeFileIsRefusedByItsSizeAlone() throws IOException {
    for (String path : List.of("policy.yaml", "manifest.json")) {
      try (RandomAccessFile sparse = new RandomAccessFile(bundle.resolve(path).toFile(), "rw")) {
        sparse.setLength(3L << 30);
      }
    }
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.FOREIGN);
    try (RandomAccessFile sparse =
        new RandomAccessFile(bundle.resolve("manifest.json").toFile(), "rw")) {
      sparse.setLength(0);
    }
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.TRUNCATED);
  }

  @Test
  void aKeyTwiceIsRefusedWhereverItStands() throws IOException {
    rewrite(bundle, "\"name\" : \"cards\"", "\"name\" : \"cards\",\n  \"name\" : \"cards\"");
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.ALTERED);
    rewrite(bundle, "\"name\" : \"cards\",\n  \"name\" : \"cards\"", "\"name\" : \"cards\"");
    forge(bundle, BundleFile.METRICS, "{\"a\": 1, \"a\": 2}");
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.CORRUPT);
  }

  @Test
  void whatIsNoJsonNumberAndWhatNestsTooDeepIsCorrupt() throws IOException {
    for (String json :
        List.of(
            "{\"a\": NaN}",
            "{\"a\": Infinity}",
            "{\"a\": 1} {}",
            "{\"a\": " + "9".repeat(100) + "}",
            "{\"a\": " + "[".repeat(2000) + "]".repeat(2000) + "}",
            "[]",
            "null",
            "")) {
      forge(bundle, BundleFile.METRICS, json);
      assertThat(faultsOf(bundle)).as(json).containsExactly(BundleFault.CORRUPT);
    }
  }

  @Test
  void aManifestInAnotherOrderIsForeignSinceItsBytesAreTheIdentity() throws IOException {
    forgeManifest(bundle, json -> json.set("name", json.remove("name")));
    assertOneForeign("manifest.json");
  }

  @Test
  void anUnknownKeyInTheManifestIsForeign() throws IOException {
    forgeManifest(bundle, json -> json.put("extra\u001b[2J", true));
    assertThat(problemsOf(bundle))
        .singleElement()
        .satisfies(p -> assertThat(p.place()).isEqualTo("manifest.json/extra?[2J"));
  }

  @Test
  void aManifestWithoutItsFactsNamesEachOfThem() throws IOException {
    forgeManifest(
        bundle,
        json -> {
          json.put("name", "../../x").put("trained_until", "yesterday").put("spec_hash", 5);
          json.remove(List.of("version", "layout_hash"));
          ((ObjectNode) json.path("files")).remove("policy.yaml");
        });
    assertThat(problemsOf(bundle)).hasSize(6);
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.FOREIGN);
  }

  private void assertOneForeign(String place) {
    assertThat(problemsOf(bundle))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.place()).isEqualTo(place);
              assertThat(p.code()).isEqualTo("bundle_foreign");
            });
  }

  private static ObjectNode size(ObjectNode manifest, BundleFile file) {
    return (ObjectNode) manifest.path("files").path(file.path());
  }

  /** Changes the manifest's text and seals it again. */
  private static void rewrite(Path bundle, String from, String to) throws IOException {
    Path file = bundle.resolve("manifest.json");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    String head = text.substring(0, text.lastIndexOf(",\n  \"checksum\"")).replace(from, to);
    String checksum = Digests.sha256Hex(head);
    Files.write(
        file,
        (head + ",\n  \"checksum\" : \"" + checksum + "\"\n}\n").getBytes(StandardCharsets.UTF_8));
  }
}
