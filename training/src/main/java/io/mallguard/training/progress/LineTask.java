package io.mallguard.training.progress;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line at the start, one every five seconds, and one at the end. */
final class LineTask implements Progress.Task {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long LINE_EVERY_NANOS = 5 * NANOS_PER_SECOND;

  /** The clock is read once in so many steps. */
  private static final int STRIDE = 1024;

  private final String name;
  private final long total;
  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private long lastLineNanos;
  private long done;

  private LineTask(String name, long total, PrintStream out, LongSupplier nanoTime) {
    this.name = name;
    this.total = total;
    this.out = out;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.lastLineNanos = startNanos;
  }

  static Progress progress(PrintStream out, LongSupplier nanoTime) {
    return (name, total) -> {
      out.println(name + " ...");
      return new LineTask(name, total, out, nanoTime);
    };
  }

  @Override
  public void step() {
    stepBy(1);
  }

  @Override
  public void stepBy(long steps) {
    long strides = done / STRIDE;
    done += steps;
    if (done / STRIDE > strides) {
      long now = nanoTime.getAsLong();
      if (now - lastLineNanos >= LINE_EVERY_NANOS) {
        lastLineNanos = now;
        out.println(line(now - startNanos));
      }
    }
  }

  private String line(long elapsedNanos) {
    double seconds = (double) elapsedNanos / NANOS_PER_SECOND;
    double perSecond = done / Math.max(seconds, 1e-9);
    if (total <= 0) {
      return String.format(Locale.ROOT, "%s: %,d (%,.0f/s)", name, done, perSecond);
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d (%d %%, %,.0f/s, %.0f s left)",
        name,
        done,
        total,
        100 * done / total,
        perSecond,
        (total - done) / Math.max(perSecond, 1e-9));
  }

  @Override
  public void close() {
    double seconds = (double) (nanoTime.getAsLong() - startNanos) / NANOS_PER_SECOND;
    String rate =
        done <= 1 ? "" : String.format(Locale.ROOT, "%,d, %,.0f/s, ", done, done / seconds);
    out.println(name + ": " + rate + String.format(Locale.ROOT, "%.1f s", seconds));
  }
}
