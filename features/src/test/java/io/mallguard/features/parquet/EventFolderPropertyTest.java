package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.LoggedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFolderPropertyTest {
  private final Path temp;

  EventFolderPropertyTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 1000, 20_000})
  void everyEventComesBackAsItWasInItsOrder(int count) throws IOException {
    List<LoggedEvent> events = Samples.events(count, count);

    Samples.write(temp.resolve("events"), events);

    assertThat(Samples.read(temp.resolve("events"))).hasSize(count).isEqualTo(events);
    assertThat(EventFolder.open(temp.resolve("events")).eventCount()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theSameEventsGiveTheSameBytesAndDigest(long seed) throws IOException {
    Samples.write(temp.resolve("a"), Samples.events(seed, 500));
    Samples.write(temp.resolve("b"), Samples.events(seed, 500));
    Samples.write(temp.resolve("c"), Samples.events(seed + 100, 500));

    EventFolder a = EventFolder.open(temp.resolve("a"));
    assertThat(a.digest()).isEqualTo(EventFolder.open(temp.resolve("b")).digest());
    assertThat(a.digest()).isNotEqualTo(EventFolder.open(temp.resolve("c")).digest());
    for (String file : List.of("manifest.json", "payment/part-00000.parquet", "schema.yaml")) {
      assertThat(Files.readAllBytes(temp.resolve("a").resolve(file)))
          .isEqualTo(Files.readAllBytes(temp.resolve("b").resolve(file)));
    }
  }
}
