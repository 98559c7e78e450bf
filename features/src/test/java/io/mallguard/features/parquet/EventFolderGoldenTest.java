package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.RandomEvents;
import io.mallguard.features.schema.AlarmsSchema;
import io.mallguard.features.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Folders of every format version stay readable for ever. The newest is rewritten with
 * -Dgolden.write=true; nothing writes the older ones any more.
 */
class EventFolderGoldenTest {
  private static final Path FOLDERS = Path.of("src/test/resources/io/mallguard/features/parquet");
  static final Path VERSION_1 = FOLDERS.resolve("events-v1");
  private static final Path VERSION_2 = FOLDERS.resolve("events-v2");

  @Test
  void aFolderOfVersion1IsRead() throws IOException {
    assertThat(Samples.read(VERSION_1)).isEqualTo(Samples.events(99, 50));
  }

  @Test
  void aSchemaWrittenWithVersion1HasTheCanonicalFormItHad() throws IOException {
    String written = Files.readString(VERSION_1.resolve("schema.yaml"));
    assertThat(SchemaReader.parse(written, "v1").canonical()).isEqualTo(written);
    assertThat(Samples.SCHEMA.canonical()).isEqualTo(written);
  }

  @Test
  void aFolderOfVersion2IsRead() throws IOException {
    // The schema as it was: the shared one may grow.
    Path schemaFile = VERSION_2.resolve("schema.yaml");
    boolean write = Boolean.getBoolean("golden.write");
    EventSchema schema = write ? AlarmsSchema.read() : SchemaReader.read(schemaFile);
    if (write) {
      try (EventFolderWriter writer = EventFolderWriter.replace(VERSION_2, schema)) {
        for (var event : RandomEvents.of(schema, 98, 50)) {
          writer.write(event);
        }
        writer.commit();
      }
    }
    assertThat(Samples.read(VERSION_2)).isEqualTo(RandomEvents.of(schema, 98, 50));
  }
}
