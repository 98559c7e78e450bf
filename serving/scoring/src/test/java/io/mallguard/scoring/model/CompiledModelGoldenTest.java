package io.mallguard.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One file per family and format version, kept for ever: old bundles must stay readable. A new
 * version adds files, it never rewrites these ({@code -Dgolden.write=<folder>} writes them).
 */
final class CompiledModelGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"boosted", "tree", "linear", "forest"})
  void filesOfVersion1AreReadAndWrittenTheSame(String family) throws IOException {
    byte[] golden = golden(family);
    CompiledModel read = CompiledModels.read(golden);
    assertThat(CompiledModels.write(example(family))).isEqualTo(golden);
    double[] row = {0.3, Double.NaN, -1.2, 7, 0};
    assertThat(read.score(row)).isEqualTo(example(family).score(row)).isEqualTo(score(family));
  }

  private static double score(String family) {
    return switch (family) {
      case "boosted" -> 2.6036548614501953;
      case "tree" -> 0.38255232560002117;
      case "linear" -> -2.9750000004E10;
      default -> 0.6856884786667343;
    };
  }

  private static CompiledModel example(String family) {
    return switch (family) {
      case "boosted" -> Examples.boosted();
      case "tree" -> Examples.singleTree();
      case "linear" -> Examples.linear();
      default -> Examples.forest();
    };
  }

  private static byte[] golden(String family) throws IOException {
    String file = "compiled-v1-" + family + ".bin";
    String folder = System.getProperty("golden.write");
    if (folder != null) {
      Files.write(Path.of(folder, file), CompiledModels.write(example(family)));
    }
    try (InputStream in = CompiledModelGoldenTest.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return in.readAllBytes();
    }
  }
}
