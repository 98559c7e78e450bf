package io.mallguard.training.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs independent pieces of work on a number of threads. Which thread does which piece is left to
 * chance, so pieces must not depend on it. One owner thread.
 */
final class Workers {
  private final int threads;

  /** Workers on so many threads, the owner's among them. */
  Workers(int threads) {
    this.threads = threads;
  }

  /** The same with so many threads more. */
  Workers more(int more) {
    return new Workers(threads + more);
  }

  /** What one thread does with the pieces it gets. */
  interface Work extends AutoCloseable {
    void run(int piece) throws IOException;

    @Override
    default void close() {}
  }

  /**
   * Does all pieces and returns when they are done.
   *
   * @param newWork makes what each thread works with
   */
  void forEach(int pieces, Supplier<Work> newWork) throws IOException {
    Run run = new Run(pieces, newWork);
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, pieces); i++) {
      Thread thread = new Thread(run::work, "mallguard-rows-" + i);
      thread.setDaemon(true);
      thread.start();
      others.add(thread);
    }
    run.work();
    others.forEach(Workers::join);
    run.throwIfFailed();
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException whileOthersWrite) {
        // What they write into may only be given back once they are done.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Run {
    private final int pieces;
    private final Supplier<Work> newWork;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Run(int pieces, Supplier<Work> newWork) {
      this.pieces = pieces;
      this.newWork = newWork;
    }

    void work() {
      try (Work work = newWork.get()) {
        for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
          work.run(i);
        }
      } catch (IOException | RuntimeException | Error broken) {
        failure.compareAndSet(null, broken);
        next.set(pieces);
      }
    }

    void throwIfFailed() throws IOException {
      Throwable broken = failure.get();
      if (broken instanceof IOException io) {
        throw io;
      }
      if (broken instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (broken instanceof Error error) {
        throw error;
      }
    }
  }
}
