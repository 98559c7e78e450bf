package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.event.RandomEvents;
import io.mallguard.features.schema.AlarmsSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListFolderPropertyTest {
  private static final EventSchema SCHEMA = AlarmsSchema.read();

  private final Path dir;

  ListFolderPropertyTest(@TempDir Path temp) {
    this.dir = temp.resolve("events");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 4000})
  void listsComeBackAsTheyWere(int count) throws IOException {
    List<LoggedEvent> events = RandomEvents.of(SCHEMA, count, count);
    Samples.write(dir, SCHEMA, events);

    assertThat(Samples.read(dir)).hasSize(count).isEqualTo(events);
    assertThat(EventFolder.open(dir).schema().canonical()).isEqualTo(SCHEMA.canonical());
  }
}
