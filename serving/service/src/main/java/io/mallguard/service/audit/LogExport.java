package io.mallguard.service.audit;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Writes the log as an events folder, with its sequence numbers and fold times. */
public final class LogExport {
  private LogExport() {}

  /**
   * Writes all events that are in the log now.
   *
   * @param out where the folder will stand
   * @param progress told the sequence written, now and then
   * @return how many events were written
   */
  public static long write(EventLog log, EventSchema schema, Path out, LongConsumer progress)
      throws IOException {
    long count = 0;
    try (EventFolderWriter writer = EventFolderWriter.create(out, schema);
        LogCursor<LoggedEvent> events = log.events(1)) {
      while (events.advance()) {
        writer.write(events.value());
        count++;
        if (count % 1000 == 0) {
          progress.accept(count);
        }
      }
      writer.commit();
    }
    progress.accept(count);
    return count;
  }
}
