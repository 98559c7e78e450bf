package io.mallguard.training.progress;

import java.util.concurrent.CancellationException;

/** Ends at its next step once its thread is interrupted, so that whoever works clears away. */
final class StoppableTask implements Progress.Task {
  private final Progress.Task task;

  private StoppableTask(Progress.Task task) {
    this.task = task;
  }

  static Progress progress(Progress shown) {
    return (name, total) -> new StoppableTask(shown.start(name, total));
  }

  @Override
  public void step() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the thread was interrupted");
    }
    task.step();
  }

  @Override
  public void close() {
    task.close();
  }
}
