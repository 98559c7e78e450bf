package io.mallguard.training.simulator.mall.log;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolderWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Numbers the events of a log and writes them into an events folder on a thread of its own, so that
 * the next day is simulated meanwhile. One day waits at most, so that memory is bounded. One owner
 * thread beside its own.
 */
public final class FolderWriting implements DaySink, AutoCloseable {
  private static final int WAITING_DAYS = 1;
  private static final List<Event> END = List.of();

  private final EventFolderWriter writer;
  private final BlockingQueue<List<Event>> days = new ArrayBlockingQueue<>(WAITING_DAYS);
  private final Thread thread = new Thread(this::run, "mall-writer");
  private long lastSequence;
  private long lastFoldTimeMillis = FoldTime.NONE;
  private volatile boolean failed;
  private volatile IOException failure = new IOException("none");

  /** Writes into a folder that somebody else commits and closes, after this one is finished. */
  public FolderWriting(EventFolderWriter writer) {
    this.writer = writer;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void take(List<Event> events) throws IOException {
    if (!events.isEmpty()) {
      put(events);
    }
  }

  /** Waits until all is written. */
  public void finish() throws IOException {
    put(END);
    join();
    throwIfFailed();
  }

  /** Stops, whatever still waits. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(List<Event> events) throws IOException {
    throwIfFailed();
    try {
      days.put(events);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void join() throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("the thread was interrupted");
  }

  private void throwIfFailed() throws IOException {
    if (failed) {
      throw failure;
    }
  }

  private void run() {
    try {
      for (List<Event> day = days.take(); !day.isEmpty(); day = days.take()) {
        for (Event event : day) {
          append(event);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      // An error too, such as no memory: else the simulation would wait for ever, or lack days.
      failure = e instanceof IOException io ? io : new IOException(e);
      failed = true;
      days.clear();
    }
  }

  private void append(Event event) throws IOException {
    lastFoldTimeMillis = FoldTime.next(lastFoldTimeMillis, event);
    writer.write(new LoggedEvent(++lastSequence, lastFoldTimeMillis, event));
  }
}
