package io.mallguard.features.grouped;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A temporary file of compressed numbers that grows at its end and goes when it is closed. Any
 * number of threads may write and read.
 */
final class PackedFile implements AutoCloseable {
  /** Rows written as they lie shrink to a quarter; more effort, or column order, gains little. */
  private static final int ZSTD_LEVEL = 1;

  private final Path dir;
  private final FileChannel file;
  private final Queue<Buffers> spare;
  private final AtomicLong end = new AtomicLong();

  /** Where some numbers lie. */
  record Chunk(long at, int packedBytes, int count) {}

  /**
   * What one thread compresses with, outside the heap: given back when nobody holds it any more.
   * Contexts are kept because making one costs as much as compressing some kilobytes.
   */
  static final class Buffers {
    private static final Cleaner CLEANER = Cleaner.create();

    private final ZstdCompressCtx packer = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
    private final ZstdDecompressCtx unpacker = new ZstdDecompressCtx();
    private ByteBuffer plain = ByteBuffer.allocateDirect(0);
    private ByteBuffer packed = ByteBuffer.allocateDirect(0);

    private Buffers() {
      CLEANER.register(this, closing(packer, unpacker));
    }

    private static Runnable closing(ZstdCompressCtx packer, ZstdDecompressCtx unpacker) {
      return () -> {
        packer.close();
        unpacker.close();
      };
    }

    /** How many bytes the plain ones are packed into. */
    private int pack() throws IOException {
      try {
        return packer.compressDirectByteBuffer(
            packed, 0, packed.capacity(), plain, 0, plain.limit());
      } catch (ZstdException e) {
        throw new IOException("temporary records can't be packed: " + e.getMessage(), e);
      }
    }

    private void unpack(Chunk chunk) throws IOException {
      int bytes;
      try {
        bytes =
            unpacker.decompressDirectByteBuffer(
                plain, 0, plain.limit(), packed, 0, chunk.packedBytes());
      } catch (ZstdException e) {
        throw new IOException("the temporary file of records is damaged: " + e.getMessage(), e);
      }
      if (bytes != plain.limit()) {
        throw new IOException(
            "the temporary file of records is damaged: found "
                + bytes
                + " bytes, must be "
                + plain.limit());
      }
    }

    /** For so many numbers. */
    private Buffers with(int count) {
      int bytes = Math.multiplyExact(count, Long.BYTES);
      // Even nothing takes some bytes once it is packed.
      if (packed.capacity() == 0 || plain.capacity() < bytes) {
        plain = ByteBuffer.allocateDirect(bytes + bytes / 4);
        packed = ByteBuffer.allocateDirect((int) Zstd.compressBound(plain.capacity()));
      }
      plain.clear().limit(bytes).order(ByteOrder.nativeOrder());
      packed.clear();
      return this;
    }
  }

  /**
   * An empty file.
   *
   * @param spare buffers that files share
   */
  PackedFile(Path dir, Queue<Buffers> spare) throws IOException {
    this.dir = dir;
    Path path = Files.createTempFile(dir, "mallguard-", ".records");
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    this.spare = spare;
  }

  Chunk write(long[] from, int at, int count) throws IOException {
    Buffers buffers = take(count);
    buffers.plain.asLongBuffer().put(from, at, count);
    return pack(buffers, count);
  }

  Chunk write(double[] from, int count) throws IOException {
    Buffers buffers = take(count);
    buffers.plain.asDoubleBuffer().put(from, 0, count);
    return pack(buffers, count);
  }

  void read(Chunk chunk, long[] into) throws IOException {
    Buffers buffers = unpack(chunk);
    buffers.plain.asLongBuffer().get(into, 0, chunk.count());
    spare.add(buffers);
  }

  void read(Chunk chunk, double[] into, int at) throws IOException {
    Buffers buffers = unpack(chunk);
    buffers.plain.asDoubleBuffer().get(into, at, chunk.count());
    spare.add(buffers);
  }

  private Buffers take(int count) {
    Buffers buffers = spare.poll();
    return (buffers == null ? new Buffers() : buffers).with(count);
  }

  private Chunk pack(Buffers buffers, int count) throws IOException {
    ByteBuffer packed = buffers.packed;
    int bytes = buffers.pack();
    Chunk chunk = new Chunk(end.getAndAdd(bytes), bytes, count);
    packed.limit(chunk.packedBytes());
    write(packed, chunk.at());
    spare.add(buffers);
    return chunk;
  }

  private void write(ByteBuffer packed, long at) throws IOException {
    try {
      for (long to = at; packed.hasRemaining(); ) {
        to += file.write(packed, to);
      }
    } catch (IOException e) {
      // The JDK names no place, and it is not that of the result.
      throw new IOException("temporary records in " + dir + ": " + e.getMessage(), e);
    }
  }

  private Buffers unpack(Chunk chunk) throws IOException {
    Buffers buffers = take(chunk.count());
    ByteBuffer packed = buffers.packed.limit(chunk.packedBytes());
    for (long from = chunk.at(); packed.hasRemaining(); ) {
      int some = file.read(packed, from);
      if (some < 0) {
        throw new IOException("the temporary file of records ends at " + from);
      }
      from += some;
    }
    buffers.unpack(chunk);
    return buffers;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
