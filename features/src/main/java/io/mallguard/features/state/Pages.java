package io.mallguard.features.state;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/**
 * The bytes of a {@link Memory}: its longs, little-endian, in runs of a page, each followed by its
 * CRC-32C. One owner thread.
 */
public final class Pages {
  private static final int RUN_LONGS = 1 << 17;

  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(RUN_LONGS * Long.BYTES + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Writes all that was ever allocated, {@link Memory#endAddress()} longs. */
  public void write(Memory memory, WritableByteChannel out) throws IOException {
    long end = memory.endAddress();
    for (long address = 0; address < end; address += RUN_LONGS) {
      int longs = run(address, end);
      buffer.clear();
      buffer.asLongBuffer().put(memory.page(address), Memory.offset(address), longs);
      buffer.limit(longs * Long.BYTES);
      long crc = crc(buffer);
      buffer.limit(longs * Long.BYTES + Long.BYTES);
      buffer.putLong(longs * Long.BYTES, crc);
      buffer.rewind();
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
  }

  /**
   * Reads what was written into a new memory.
   *
   * @param endAddress how many longs
   * @throws EOFException if there are fewer
   * @throws DamagedPageException if a checksum does not fit
   */
  public Memory read(long endAddress, ReadableByteChannel in)
      throws IOException, DamagedPageException {
    Memory memory = new Memory();
    memory.reach(endAddress);
    for (long address = 0; address < endAddress; address += RUN_LONGS) {
      int longs = run(address, endAddress);
      buffer.clear().limit(longs * Long.BYTES + Long.BYTES);
      while (buffer.hasRemaining()) {
        if (in.read(buffer) < 0) {
          throw new EOFException();
        }
      }
      buffer.flip().limit(longs * Long.BYTES);
      long crc = crc(buffer);
      buffer.limit(longs * Long.BYTES + Long.BYTES);
      if (crc != buffer.getLong(longs * Long.BYTES)) {
        throw new DamagedPageException(address);
      }
      buffer.limit(longs * Long.BYTES).position(0);
      buffer.asLongBuffer().get(memory.page(address), Memory.offset(address), longs);
    }
    if (memory.endAddress() != endAddress) {
      throw new DamagedPageException(0);
    }
    return memory;
  }

  /** How many longs there are from an address on: a page's last run is shorter. */
  private static int run(long address, long end) {
    int inPage = Memory.PAGE_LONGS - Memory.offset(address);
    return (int) Math.min(Math.min(RUN_LONGS, inPage), end - address);
  }

  private static long crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return crc.getValue();
  }

  /** A run of pages whose checksum does not fit. */
  public static final class DamagedPageException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedPageException(long address) {
      super("checksum of the page at " + address);
    }
  }
}
