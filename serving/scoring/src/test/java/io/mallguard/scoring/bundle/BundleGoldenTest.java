package io.mallguard.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bundle of format version 1, kept for ever: every later version must read it. Written anew, only
 * with {@code -Dgolden.write=true} after the old one was deleted, by {@link ExampleBundle}.
 */
class BundleGoldenTest {
  private static final String NAME = "bundle-v1";
  private static final Path SOURCES =
      Path.of("src/test/resources/io/mallguard/scoring/bundle", NAME);

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void writeAnewIfAsked() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      ExampleBundle.writeTo(SOURCES);
    }
  }

  @Test
  void theBundleOfFormatVersionOneIsReadAndScoresAsItDid() throws IOException {
    Bundle golden = BundleReader.read(SOURCES);
    assertThat(golden.goldenRows().rows()).hasSize(ExampleBundle.ROWS.size());
    assertThat(golden.goldenRows().rows().get(0).expected().rawLogOdds()).isEqualTo(-2);
  }

  @Test
  void todaysWriterGivesTheVeryBytesOfTheGoldenBundle() throws IOException {
    ExampleBundle.writeTo(folder.resolve(NAME));
    int compared = 0;
    try (var paths = Files.walk(SOURCES)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        assertThat(folder.resolve(NAME).resolve(SOURCES.relativize(path)))
            .hasSameBinaryContentAs(path);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(BundleFile.values().length + 1);
  }
}
