package io.mallguard.training.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do: the command's thread is interrupted and has half a minute to clear
 * away what it had begun. What it can't clear is cleared by the next run.
 */
public final class StopSignal {
  private static final long PATIENCE_SECONDS = 30;

  private final Thread command;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StopSignal(Thread command) {
    this.command = command;
  }

  /** Listens for this thread's command. */
  public static StopSignal toThisThread() {
    StopSignal signal = new StopSignal(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "mallguard-stop"));
    return signal;
  }

  /** The command is over; nothing is left to stop. */
  public void ended() {
    ended.countDown();
  }

  private void stop() {
    if (ended.getCount() > 0) {
      command.interrupt();
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Stopped at once; the next run clears away what was begun");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
