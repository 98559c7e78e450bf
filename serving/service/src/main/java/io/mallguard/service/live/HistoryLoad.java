package io.mallguard.service.live;

import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.LogEntry;
import io.mallguard.service.log.LogIdentity;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Loads an events folder into a data folder that has no log yet. The log stands under its name only
 * when all of it is on disk, so a load that is cut short leaves no half history. One owner thread.
 */
public final class HistoryLoad {
  private static final int BATCH_EVENTS = 5_000;

  private final EventFolder history;
  private final FeatureSpec spec;
  private final long untilMillis;

  /**
   * A load.
   *
   * @param history the events, in their order
   * @param spec the spec of the bundle that will serve
   * @param untilMillis the last fold time loaded, {@link Long#MAX_VALUE} for all
   * @throws io.mallguard.features.problem.InvalidInputException if the history is of another schema
   */
  public HistoryLoad(EventFolder history, FeatureSpec spec, long untilMillis) {
    history.requireSchema(spec.schema());
    this.history = history;
    this.spec = spec;
    this.untilMillis = untilMillis;
  }

  /** How many events there are at most. */
  public long eventCount() {
    return history.eventCount();
  }

  /**
   * Loads it, or leaves nothing.
   *
   * @param progress told the number of events loaded, now and then
   */
  public void into(DataFolder folder, LongConsumer progress) throws IOException {
    Path dir = folder.beginLoading();
    try (RocksEventLog log = RocksEventLog.open(dir, LogIdentity.of(spec), spec.schema())) {
      load(log, progress);
      log.flush();
    } catch (IOException | RuntimeException e) {
      folder.abandonLoading();
      throw e;
    }
    folder.finishLoading();
  }

  private void load(RocksEventLog log, LongConsumer progress) throws IOException {
    List<LogEntry> batch = new ArrayList<>(BATCH_EVENTS);
    long sequence = 0;
    long foldTimeMillis = FoldTime.NONE;
    try (EventReader reader = history.read()) {
      while (reader.advance() && reader.current().foldTimeMillis() <= untilMillis) {
        sequence++;
        foldTimeMillis = FoldTime.next(foldTimeMillis, reader.current().event());
        batch.add(
            LogEntry.recorded(new LoggedEvent(sequence, foldTimeMillis, reader.current().event())));
        if (batch.size() == BATCH_EVENTS) {
          log.appendUnsynced(batch);
          batch.clear();
          progress.accept(sequence);
        }
      }
    }
    log.appendUnsynced(batch);
    progress.accept(sequence);
  }
}
