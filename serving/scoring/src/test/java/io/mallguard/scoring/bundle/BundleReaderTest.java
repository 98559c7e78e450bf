package io.mallguard.scoring.bundle;

import static io.mallguard.scoring.bundle.Tampering.faultsOf;
import static io.mallguard.scoring.bundle.Tampering.forge;
import static io.mallguard.scoring.bundle.Tampering.forgeManifest;
import static io.mallguard.scoring.bundle.Tampering.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.model.CompiledModels;
import io.mallguard.scoring.model.LinearModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleReaderTest {
  @TempDir Path folder = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void write() throws IOException {
    bundle = folder.resolve("cards-1");
    ExampleBundle.writeTo(bundle);
  }

  @Test
  void aWholeBundleSaysWhatItIsAndScoresItsGoldenRows() {
    Bundle read = BundleReader.read(bundle);
    assertThat(read.manifest().name()).isEqualTo("cards");
    assertThat(read.manifest().schema()).isEqualTo("cards");
    assertThat(read.manifest().trainedUntil()).hasToString("2018-07-24");
    assertThat(read.sha256()).matches("[0-9a-f]{64}");
    assertThat(read.spec().features()).hasSize(4);
    assertThat(read.policy().version()).isEqualTo("2018-10-01");
    assertThat(read.text(BundleFile.METRICS)).contains("auc_roc");
    assertThat(read.goldenRows().rows()).hasSize(5);
    for (GoldenRow row : read.goldenRows().rows()) {
      assertThat(read.scorer().score(row.values())).isEqualTo(row.expected());
    }
  }

  @Test
  void theTrainersOwnModelsAreNoText() {
    Bundle read = BundleReader.read(bundle);
    assertThatThrownBy(() -> read.text(BundleFile.CLASSIFIER_SOURCE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingAFileOrAnEmptyFolderIsAMissingBundle() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path place : new Path[] {folder.resolve("nowhere"), file, empty}) {
      assertThat(faultsOf(place)).containsExactly(BundleFault.MISSING);
    }
  }

  @Test
  void aShorterFileIsTruncatedAnotherIsAlteredAndBothAreToldAtOnce() throws IOException {
    Files.write(bundle.resolve("compiled/classifier.bin"), new byte[5]);
    Files.writeString(bundle.resolve("policy.yaml"), ExampleBundle.POLICY.replace("0.95", "0.96"));
    Files.writeString(bundle.resolve("metrics.json"), " ".repeat(1000) + "{}");
    Files.delete(bundle.resolve("calibration.json"));
    Files.writeString(bundle.resolve("notes.txt"), "mine");
    assertThat(problemsOf(bundle))
        .extracting(Problem::place, Problem::code)
        .containsExactlyInAnyOrder(
            tuple("notes.txt", "bundle_foreign"),
            tuple("compiled/classifier.bin", "bundle_truncated"),
            tuple("calibration.json", "bundle_truncated"),
            tuple("policy.yaml", "bundle_altered"),
            tuple("metrics.json", "bundle_altered"));
  }

  @Test
  void aVersionThatIsNotReadableIsToldWithTheRange() throws IOException {
    forgeManifest(bundle, json -> json.put("format_version", 2));
    assertThat(problemsOf(bundle))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo("bundle_too_new");
              assertThat(p.found()).isEqualTo("2");
              assertThat(p.legal()).isEqualTo("from 1 to 1");
            });
    forgeManifest(bundle, json -> json.put("format_version", 0));
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.TOO_OLD);
  }

  @Test
  void aLaterVersionNeedsNoneOfThisOnesKeys() throws IOException {
    Files.writeString(
        bundle.resolve("manifest.json"),
        "{\"format\": \"mallguard-bundle\", \"format_version\": 7, \"parts\": []}");
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.TOO_NEW);
  }

  @Test
  void anotherProgramsManifestIsForeign() throws IOException {
    Files.writeString(bundle.resolve("manifest.json"), "{\"format\": \"mallguard-events\"}");
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.FOREIGN);
    Files.writeString(bundle.resolve("manifest.json"), "[1, 2]");
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.FOREIGN);
  }

  @Test
  void partsThatDoNotBelongTogetherAreASchemaMismatch() throws IOException {
    forgeManifest(bundle, json -> json.put("spec_hash", "0".repeat(64)).put("schema", "mall"));
    forge(
        bundle,
        BundleFile.CLASSIFIER,
        CompiledModels.write(new LinearModel(0, new double[3], new double[3], ones(3))));
    assertThat(problemsOf(bundle))
        .extracting(Problem::place, Problem::code)
        .containsExactlyInAnyOrder(
            tuple("manifest.json/schema", "bundle_schema_mismatch"),
            tuple("manifest.json/spec_hash", "bundle_schema_mismatch"),
            tuple("compiled/classifier.bin", "bundle_schema_mismatch"));
  }

  @Test
  void modelsInEachOthersPlaceAreASchemaMismatch() throws IOException {
    forge(bundle, BundleFile.CLASSIFIER, CompiledModels.write(ExampleBundle.forest(4)));
    forge(bundle, BundleFile.ANOMALY, CompiledModels.write(ExampleBundle.scorer().classifier()));
    assertThat(faultsOf(bundle)).containsExactly(BundleFault.SCHEMA_MISMATCH);
    assertThat(problemsOf(bundle)).hasSize(2);
  }

  @Test
  void anotherModelFailsTheSelfTestOnEveryRowItScoresOtherwise() throws IOException {
    LinearModel other = new LinearModel(-2.0000000000000004, new double[4], new double[4], ones(4));
    forge(bundle, BundleFile.CLASSIFIER, CompiledModels.write(other));
    assertThat(problemsOf(bundle))
        .hasSize(5)
        .allSatisfy(p -> assertThat(p.code()).isEqualTo("bundle_self_test_failed"));
  }

  @Test
  void aFileThatIsWhatWasWrittenButUnsoundIsCorruptAndItsOwnProblemsFollow() throws IOException {
    forge(bundle, BundleFile.POLICY, ExampleBundle.POLICY.replace("0.95", "0.5"));
    forge(bundle, BundleFile.CALIBRATION, "{\"kind\": \"logistic\", \"slope\": -1}");
    forge(bundle, BundleFile.METRICS, new byte[] {(byte) 0xff, '{', '}'});
    forge(bundle, BundleFile.ANOMALY, new byte[] {1, 2, 3});
    assertThat(problemsOf(bundle))
        .extracting(Problem::code)
        .contains("bundle_corrupt", "not_rising", "wrong_type", "model_truncated");
    assertThat(problemsOf(bundle))
        .filteredOn(p -> p.code().equals("bundle_corrupt"))
        .extracting(Problem::place)
        .containsExactlyInAnyOrder(
            "policy.yaml", "calibration.json", "metrics.json", "compiled/anomaly.bin");
  }

  @Test
  void aBundleOfAnotherSchemaIsRefusedByWhoeverNeedsThisOne() {
    Bundle read = BundleReader.read(bundle);
    read.requireSchema(Schemas.builtIn("cards"));
    var other =
        SchemaReader.parse(
            Schemas.schemaText("cards").replace("currency: EUR", "currency: USD"), "usd.yaml");
    assertThatThrownBy(() -> read.requireSchema(other))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("bundle_schema_mismatch");
  }

  @Test
  void everyFaultHasItsOwnCodeAndAdvice() {
    assertThat(BundleFault.values()).extracting(BundleFault::code).doesNotHaveDuplicates();
    assertThat(BundleFault.values()).extracting(BundleFault::advice).doesNotHaveDuplicates();
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static Tuple tuple(String place, String code) {
    return Tuple.tuple(place, code);
  }
}
