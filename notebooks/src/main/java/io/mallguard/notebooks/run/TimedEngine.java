package io.mallguard.notebooks.run;

import io.mallguard.notebooks.engine.CellOutcome;
import io.mallguard.notebooks.engine.CellOutcome.Failed;
import io.mallguard.notebooks.engine.JavaEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a cell that runs too long. One owner thread. */
final class TimedEngine {
  /** Kind of failure of a cell that ran too long. */
  static final String TIMED_OUT = "TimedOut";

  /* A stop that falls between two snippets is lost, so it is asked for again. */
  private static final int STOP_ATTEMPTS = 50;
  private static final long STOP_PAUSE_MILLIS = 100;

  private final JavaEngine engine;
  private final Duration timeout;

  TimedEngine(JavaEngine engine, Duration timeout) {
    this.engine = engine;
    this.timeout = timeout;
  }

  CellOutcome run(String source) {
    FutureTask<CellOutcome> task = new FutureTask<>(() -> engine.run(source));
    Thread thread = new Thread(task, "notebook cell");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return stopped(task);
    } catch (InterruptedException e) {
      engine.interrupt();
      Thread.currentThread().interrupt();
      return new Failed(1, Failed.INTERRUPTED, "the run was stopped", List.of());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the engine failed: " + e.getCause(), e);
    }
  }

  private CellOutcome stopped(FutureTask<CellOutcome> task) {
    String message = "still running after " + timeout.toSeconds() + " s";
    for (int attempt = 0; attempt < STOP_ATTEMPTS && !task.isDone(); attempt++) {
      engine.interrupt();
      await(task);
    }
    boolean stopped = task.isDone();
    return new Failed(1, TIMED_OUT, message + (stopped ? "" : " and does not stop"), List.of());
  }

  private static void await(FutureTask<CellOutcome> task) {
    try {
      task.get(STOP_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      /* Whether it ended is all that counts now. */
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
