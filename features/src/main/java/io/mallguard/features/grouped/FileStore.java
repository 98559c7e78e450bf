package io.mallguard.features.grouped;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps everything in a temporary file that goes when it is closed. Blocks and ranges may be used
 * by several threads at once.
 */
final class FileStore implements SegmentStore {
  private static final int LEAST_BUFFER_BYTES = 1 << 16;

  private final FileChannel file;
  private final long[] recordsAt;
  private final long[] realsAt;
  private final AtomicLong end = new AtomicLong();
  private final Queue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

  FileStore(Path dir, int segments) throws IOException {
    Path path = Files.createTempFile(dir, "mallguard-", ".records");
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    this.recordsAt = new long[segments];
    this.realsAt = new long[segments];
  }

  @Override
  public void put(int segment, long[] records, int reals) throws IOException {
    int longs = records.length;
    long at = end.getAndAdd(((long) longs + reals) * Long.BYTES);
    recordsAt[segment] = at;
    realsAt[segment] = at + (long) longs * Long.BYTES;
    ByteBuffer buffer = take(longs);
    buffer.asLongBuffer().put(records, 0, longs);
    write(buffer, at);
  }

  @Override
  public void records(int segment, int fromLong, int longs, LongSpan into) throws IOException {
    ByteBuffer buffer = take(longs);
    read(buffer, recordsAt[segment] + (long) fromLong * Long.BYTES);
    buffer.asLongBuffer().get(into.room(longs), 0, longs);
    buffers.add(buffer);
  }

  @Override
  public void putReals(int segment, int at, double[] from, int count) throws IOException {
    ByteBuffer buffer = take(count);
    buffer.asDoubleBuffer().put(from, 0, count);
    write(buffer, realsAt[segment] + (long) at * Double.BYTES);
  }

  @Override
  public double[] reals(int segment, int count, double[] spare) throws IOException {
    double[] into = spare.length < count ? new double[count] : spare;
    ByteBuffer buffer = take(count);
    read(buffer, realsAt[segment]);
    buffer.asDoubleBuffer().get(into, 0, count);
    buffers.add(buffer);
    return into;
  }

  private ByteBuffer take(int longs) {
    ByteBuffer buffer = buffers.poll();
    int bytes = longs * Long.BYTES;
    if (buffer == null || buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(Math.max(bytes, LEAST_BUFFER_BYTES));
      buffer.order(ByteOrder.nativeOrder());
    }
    return buffer.clear().limit(bytes).order(ByteOrder.nativeOrder());
  }

  private void write(ByteBuffer buffer, long at) throws IOException {
    long to = at;
    while (buffer.hasRemaining()) {
      to += file.write(buffer, to);
    }
    buffers.add(buffer);
  }

  private void read(ByteBuffer buffer, long at) throws IOException {
    long from = at;
    while (buffer.hasRemaining()) {
      int some = file.read(buffer, from);
      if (some < 0) {
        throw new IOException("the temporary file of records ends at " + from);
      }
      from += some;
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
