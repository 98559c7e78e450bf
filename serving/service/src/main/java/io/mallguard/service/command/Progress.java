package io.mallguard.service.command;

import java.io.PrintStream;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Shows how far long work has come: a bar on a terminal, a plain line every few seconds otherwise.
 * The launcher says which by the property {@code mallguard.terminal}. One owner thread.
 */
interface Progress extends LongConsumer, AutoCloseable {
  @Override
  void close();

  /**
   * Starts a piece of work.
   *
   * @param name what is done, such as {@code Folding the log}
   * @param total number of steps, or -1 if nobody knows
   * @param out where it is shown
   * @param nanos a monotonic clock
   */
  static Progress of(String name, long total, PrintStream out, LongSupplier nanos) {
    return Boolean.getBoolean("mallguard.terminal")
        ? new Bar(name, total, out)
        : new Lines(name, total, out, nanos);
  }

  /** A bar that is drawn again and again. */
  final class Bar implements Progress {
    private static final int REDRAW_MILLIS = 250;
    private final ProgressBar bar;

    Bar(String name, long total, PrintStream out) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setUpdateIntervalMillis(REDRAW_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .showSpeed()
              .build();
    }

    @Override
    public void accept(long done) {
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line now and then, and one at the end. */
  final class Lines implements Progress {
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;
    private final String name;
    private final long total;
    private final PrintStream out;
    private final LongSupplier nanos;
    private final long begunNanos;
    private long lineNanos;
    private long done;

    Lines(String name, long total, PrintStream out, LongSupplier nanos) {
      this.name = name;
      this.total = total;
      this.out = out;
      this.nanos = nanos;
      begunNanos = nanos.getAsLong();
      lineNanos = begunNanos;
    }

    @Override
    public void accept(long steps) {
      done = steps;
      if (nanos.getAsLong() - lineNanos > LINE_EVERY_NANOS) {
        lineNanos = nanos.getAsLong();
        String of = total < 0 ? "" : " of " + total;
        out.println(name + ": " + done + of);
      }
    }

    @Override
    public void close() {
      double seconds = (nanos.getAsLong() - begunNanos) / 1e9;
      out.printf(java.util.Locale.ROOT, "%s: %d in %.1f s%n", name, done, seconds);
    }
  }
}
