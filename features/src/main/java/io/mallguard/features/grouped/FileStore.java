package io.mallguard.features.grouped;

import io.mallguard.features.grouped.PackedFile.Chunk;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Keeps everything in two temporary files, compressed bundle by bundle: what fits into the system's
 * file cache need not wait for a disk. Blocks and ranges may be used by several threads at once.
 */
final class FileStore implements SegmentStore {
  private static final Chunk NOTHING = new Chunk(0, 0, 0);

  private final PackedFile records;
  private final PackedFile reals;
  private Chunk[][] recordsOf;
  private final List<List<RealsChunk>> realsOf = new ArrayList<>();
  private final long roomBytes;

  /** Some of the numbers read in a block. */
  private record RealsChunk(int at, Chunk chunk) {}

  /**
   * A place for so many blocks.
   *
   * @param spare buffers that all stores share
   */
  FileStore(Path dir, int segments, long roomBytes, Queue<PackedFile.Buffers> spare)
      throws IOException {
    this.records = new PackedFile(dir, spare);
    this.reals = new PackedFile(dir, spare);
    this.recordsOf = new Chunk[segments][];
    this.roomBytes = roomBytes;
    for (int i = 0; i < segments; i++) {
      realsOf.add(new ArrayList<>());
    }
  }

  @Override
  public long roomBytes() {
    return roomBytes;
  }

  @Override
  public void put(int segment, long[] ofSegment, int[] starts, int realCount) throws IOException {
    Chunk[] chunks = new Chunk[starts.length - 1];
    for (int bundle = 0; bundle < chunks.length; bundle++) {
      int from = starts[bundle];
      int longs = starts[bundle + 1] - from;
      chunks[bundle] = longs == 0 ? NOTHING : records.write(ofSegment, from, longs);
    }
    recordsOf[segment] = chunks;
  }

  @Override
  public void records(int segment, int bundle, LongSpan into) throws IOException {
    if (recordsOf.length == 0) {
      throw new ClosedChannelException();
    }
    Chunk chunk = recordsOf[segment][bundle];
    records.read(chunk, into.room(chunk.count()));
  }

  @Override
  public void dropRecords() throws IOException {
    records.close();
    recordsOf = new Chunk[0][];
  }

  @Override
  public void putReals(int segment, int at, double[] from, int count) throws IOException {
    RealsChunk written = new RealsChunk(at, reals.write(from, count));
    List<RealsChunk> ofSegment = realsOf.get(segment);
    synchronized (ofSegment) {
      ofSegment.add(written);
    }
  }

  @Override
  public double[] reals(int segment, int count, double[] spare) throws IOException {
    double[] into = spare.length < count ? new double[count] : spare;
    for (RealsChunk some : realsOf.get(segment)) {
      reals.read(some.chunk(), into, some.at());
    }
    return into;
  }

  @Override
  public void close() throws IOException {
    records.close();
    reals.close();
  }
}
