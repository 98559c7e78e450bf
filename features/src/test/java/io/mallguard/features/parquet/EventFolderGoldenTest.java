package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Folders of format version 1 stay readable for ever; rewritten with -Dgolden.write=true. */
class EventFolderGoldenTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/mallguard/features/parquet/events-v1");

  @Test
  void aFolderOfVersion1IsRead() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      try (EventFolderWriter writer = EventFolderWriter.replace(GOLDEN, Samples.SCHEMA)) {
        for (var event : Samples.events(99, 50)) {
          writer.write(event);
        }
        writer.commit();
      }
    }
    assertThat(Samples.read(GOLDEN)).isEqualTo(Samples.events(99, 50));
  }
}
