package io.mallguard.scoring.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.problem.InvalidInputException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class CompiledModelsTest {
  private static final List<byte[]> FILES =
      List.of(
          CompiledModels.write(Examples.boosted()),
          CompiledModels.write(Examples.singleTree()),
          CompiledModels.write(Examples.linear()),
          CompiledModels.write(Examples.forest()));

  @Test
  void everyTruncationIsRefusedAsTruncated() {
    for (byte[] file : FILES) {
      for (int length = 0; length < file.length; length++) {
        assertThat(codeOf(Arrays.copyOf(file, length))).isEqualTo("model_truncated");
      }
    }
  }

  @Test
  void everyFlippedBitIsRefused() {
    for (byte[] file : FILES) {
      for (int bit = 0; bit < file.length * 8; bit++) {
        byte[] altered = file.clone();
        altered[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThat(codeOf(altered))
            .isIn("model_altered", "model_unknown", "model_too_new", "model_truncated");
      }
    }
  }

  @Test
  void aFlippedPayloadBitIsAltered() {
    byte[] altered = FILES.get(0).clone();
    altered[40] ^= 1;
    assertThat(codeOf(altered)).isEqualTo("model_altered");
  }

  @Test
  void aLongerFileIsAltered() {
    byte[] file = FILES.get(0);
    assertThat(codeOf(Arrays.copyOf(file, file.length + 1))).isEqualTo("model_altered");
  }

  @Test
  void anotherFileIsUnknown() {
    assertThat(codeOf("PK a zip file, say, of some length".getBytes(UTF_8)))
        .isEqualTo("model_unknown");
  }

  @Test
  void aLaterFormatIsTooNew() {
    byte[] later = FILES.get(2).clone();
    later[5] = 2;
    assertThatThrownBy(() -> CompiledModels.read(later))
        .hasMessageContaining("found format version 2, must be format version 1")
        .hasMessageContaining("model_too_new");
  }

  @Test
  void nonsenseUnderAGoodChecksumGivesAModelOrADocumentedProblem() {
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] file = FILES.get(i % FILES.size()).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        file[12 + random.nextInt(file.length - 16)] = (byte) random.nextInt();
      }
      file[7] = (byte) random.nextInt(5);
      ByteBuffer.wrap(file).putInt(file.length - 4, crc(file));
      try {
        CompiledModel model = CompiledModels.read(file);
        assertThat(model.score(new double[model.inputCount()])).isFinite();
      } catch (InvalidInputException e) {
        assertThat(e.problems().get(0).code()).isEqualTo("model_unsound");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void anIsolationForestOfOneLeafScoresByItsPathLength() {
    TreesBuilder nodes = new TreesBuilder(1);
    int leaf = nodes.leaf(IsolationForest.expectedPathLength(256));
    IsolationForest forest = new IsolationForest(256, nodes.build(), new int[] {leaf});
    assertThat(forest.score(new double[1])).isEqualTo(0.5);
  }

  @Test
  void expectedPathLengthsAreThoseOfThePaper() {
    assertThat(IsolationForest.expectedPathLength(1)).isZero();
    assertThat(IsolationForest.expectedPathLength(2)).isEqualTo(1);
    assertThat(IsolationForest.expectedPathLength(256)).isBetween(10.2447, 10.2449);
  }

  private static String codeOf(byte[] bytes) {
    try {
      CompiledModels.read(bytes);
      return "read";
    } catch (InvalidInputException e) {
      return e.problems().get(0).code();
    }
  }

  private static int crc(byte[] file) {
    CRC32 crc = new CRC32();
    crc.update(file, 0, file.length - 4);
    return (int) crc.getValue();
  }
}
