package io.mallguard.training.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do: the command's thread is interrupted and has half a minute to clear
 * away what it had begun. What it can't clear is cleared by the next run. The process then exits
 * with 130 or 143, as every process does that is stopped so.
 */
public final class StopSignal {
  private static final long PATIENCE_SECONDS = 30;

  private final Thread command;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean stopping;

  StopSignal(Thread command) {
    this.command = command;
  }

  /** Listens for this thread's command. */
  public static StopSignal toThisThread() {
    StopSignal signal = new StopSignal(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "mallguard-stop"));
    return signal;
  }

  /**
   * The command is over; nothing is left to stop.
   *
   * @return whether the process is to exit with the command's own code. One that was told to stop
   *     is not: it is already ending, and an exit of ours may still come before the signal's own
   *     code.
   */
  public synchronized boolean ended() {
    ended.countDown();
    return !stopping;
  }

  void stop() {
    if (begins()) {
      command.interrupt();
      awaitEnd();
    }
  }

  private synchronized boolean begins() {
    stopping = ended.getCount() > 0;
    return stopping;
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
