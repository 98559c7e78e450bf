package io.mallguard.notebooks.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Catches what this process prints while a cell runs. There is one standard output per process, so
 * one notebook runs at a time. Past {@value #MAX_BYTES} bytes of a cell the rest is dropped and the
 * text says so.
 */
final class PrintedOutput implements AutoCloseable {
  /** A page with more than this is not read by anybody. */
  static final int MAX_BYTES = 100_000;

  private final PrintStream before;
  private final Bounded caught = new Bounded();

  private PrintedOutput(PrintStream before) {
    this.before = before;
    System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
  }

  /**
   * Starts to catch.
   *
   * @param before the standard output to go back to
   */
  static PrintedOutput start(PrintStream before) {
    return new PrintedOutput(before);
  }

  /** What was printed so far. */
  String text() {
    return caught.toString(StandardCharsets.UTF_8) + (caught.full ? "\n(more was printed)\n" : "");
  }

  @Override
  public void close() {
    System.setOut(before);
  }

  private static final class Bounded extends ByteArrayOutputStream {
    private boolean full;

    @Override
    public synchronized void write(int b) {
      if (count < MAX_BYTES) {
        super.write(b);
      } else {
        full = true;
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      int room = Math.min(length, MAX_BYTES - count);
      super.write(bytes, offset, room);
      full |= room < length;
    }
  }
}
