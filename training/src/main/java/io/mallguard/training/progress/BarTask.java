package io.mallguard.training.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar that is redrawn in place, with rate and time left. */
final class BarTask implements Progress.Task {
  private static final int REDRAW_MILLIS = 250;

  /** The bar is stepped in strides, since each of its steps is an atomic write. */
  private static final int STRIDE = 1024;

  private final ProgressBar bar;
  private int pending;

  private BarTask(ProgressBar bar) {
    this.bar = bar;
  }

  static Progress progress(PrintStream err) {
    return (name, total) ->
        new BarTask(
            new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .showSpeed()
                .build());
  }

  @Override
  public void step() {
    if (++pending == STRIDE) {
      bar.stepBy(pending);
      pending = 0;
    }
  }

  @Override
  public void stepBy(long steps) {
    bar.stepBy(steps);
  }

  @Override
  public void close() {
    bar.stepBy(pending);
    pending = 0;
    bar.close();
  }
}
