package io.mallguard.training.progress;

import java.io.PrintStream;

/**
 * Tells a person how far long work has come, and is where long work notices that its thread was
 * interrupted. One owner thread.
 */
public interface Progress {
  /**
   * Starts a piece of work.
   *
   * @param name what is done, such as {@code Writing events}
   * @param total number of steps, or -1 if nobody knows
   */
  Task start(String name, long total);

  /** One piece of work; closing it says that it is over. */
  interface Task extends AutoCloseable {
    /**
     * One step is done.
     *
     * @throws java.util.concurrent.CancellationException if a command's thread is interrupted
     */
    void step();

    /** So many steps are done. */
    default void stepBy(long steps) {
      for (long i = 0; i < steps; i++) {
        step();
      }
    }

    @Override
    void close();
  }

  /** Tells nobody. */
  static Progress silent() {
    return (name, total) ->
        new Task() {
          @Override
          public void step() {}

          @Override
          public void close() {}
        };
  }

  /**
   * A bar where standard error is a terminal, plain lines elsewhere. Java can't tell the two apart
   * on every version, so the launcher does and sets the property {@code mallguard.terminal}.
   */
  static Progress on(PrintStream err) {
    return StoppableTask.progress(
        Boolean.getBoolean("mallguard.terminal")
            ? BarTask.progress(err)
            : LineTask.progress(err, System::nanoTime));
  }
}
