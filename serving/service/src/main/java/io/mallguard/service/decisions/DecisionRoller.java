package io.mallguard.service.decisions;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes daily files when a day closes, in a thread of its own. A failure is logged and made good
 * at the next day's end or start. {@link #folded} belongs to one thread, the writer.
 */
public final class DecisionRoller implements AutoCloseable {
  private static final long STOP_MINUTES = 5;
  private static final Logger LOGGER = LoggerFactory.getLogger(DecisionRoller.class);

  private final DailyFiles files;
  private final ExecutorService thread;
  private long dayEndMillis = Long.MIN_VALUE;

  /** A roller of these files. */
  public DecisionRoller(DailyFiles files) {
    this.files = files;
    this.thread =
        Executors.newSingleThreadExecutor(work -> new Thread(work, "mallguard-decisions"));
  }

  /** The log has come to this fold time. */
  public void folded(long foldTimeMillis) {
    if (foldTimeMillis >= dayEndMillis) {
      dayEndMillis = files.dayEndMillis(foldTimeMillis);
      thread.execute(this::writeClosed);
    }
  }

  private void writeClosed() {
    try {
      files.writeClosed();
    } catch (IOException | RuntimeException e) {
      LOGGER.error("Daily decision files could not be written; they are written later", e);
    }
  }

  /** Writes all days, the open one too, and ends. */
  @Override
  public void close() {
    thread.execute(this::writeAll);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_MINUTES, TimeUnit.MINUTES)) {
        LOGGER.error("Daily decision files take too long; they are written at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll() {
    try {
      files.writeAll();
    } catch (IOException | RuntimeException e) {
      LOGGER.error("Daily decision files could not be written; they are written later", e);
    }
  }
}
