package io.mallguard.features.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a page under construction, little-endian, with Parquet's run-length/bit-packing
 * hybrid (Apache Parquet format, Encodings.md, RLE = 3). Reused. One owner thread.
 */
final class PageBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 16];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  void oneByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void fourBytes(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void longs(long[] values, int from, int to) {
    reserve((to - from) * Long.BYTES);
    for (int i = from; i < to; i++) {
      LONGS.set(bytes, size, values[i]);
      size += Long.BYTES;
    }
  }

  void raw(byte[] values, int from, int to) {
    reserve(to - from);
    System.arraycopy(values, from, bytes, size, to - from);
    size += to - from;
  }

  private void varInt(int value) {
    int left = value;
    while ((left & ~0x7F) != 0) {
      oneByte((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    oneByte(left);
  }

  /** So many equal values of at most 32 bits. */
  void run(int value, int count, int bitWidth) {
    varInt(count << 1);
    for (int shift = 0; shift < bitWidth; shift += 8) {
      oneByte(value >>> shift);
    }
  }

  /** Values of a fixed number of bits, in groups of eight; the last group is filled with zeros. */
  void packed(int[] values, int count, int bitWidth) {
    int groups = (count + 7) / 8;
    varInt((groups << 1) | 1);
    reserve(groups * bitWidth + Long.BYTES);
    long pending = 0;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      pending |= (long) values[i] << bits;
      bits += bitWidth;
      if (bits >= 32) {
        INTS.set(bytes, size, (int) pending);
        size += Integer.BYTES;
        pending >>>= 32;
        bits -= 32;
      }
    }
    int end = size + (groups * bitWidth - (int) (((long) count * bitWidth - bits) / 8));
    LONGS.set(bytes, size, pending);
    Arrays.fill(bytes, Math.min(end, size + Long.BYTES), end, (byte) 0);
    size = end;
  }

  /** Definition levels of a page of a flat optional column, with their length before them. */
  void presence(int[] present, int count, int presentCount) {
    int lengthAt = size;
    fourBytes(0);
    if (presentCount == count || presentCount == 0) {
      run(presentCount == 0 ? 0 : 1, count, 1);
    } else {
      packed(present, count, 1);
    }
    INTS.set(bytes, lengthAt, size - lengthAt - Integer.BYTES);
  }
}
