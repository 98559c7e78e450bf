package io.mallguard.training.simulator.mall.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.Event;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.schema.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWritingTest {
  @Test
  void whateverStopsTheWriterStopsTheSimulation(@TempDir Path dir) throws IOException {
    List<Event> day =
        new AbstractList<>() {
          @Override
          public Event get(int index) {
            throw new OutOfMemoryError("none left");
          }

          @Override
          public int size() {
            return 1;
          }
        };
    try (EventFolderWriter writer =
            EventFolderWriter.create(dir.resolve("events"), Schemas.builtIn("mall"));
        FolderWriting writing = new FolderWriting(writer)) {
      writing.take(day);
      assertThatThrownBy(writing::finish)
          .isInstanceOf(IOException.class)
          .hasRootCauseInstanceOf(OutOfMemoryError.class);
    }
  }
}
