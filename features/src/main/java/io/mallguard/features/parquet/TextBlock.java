package io.mallguard.features.parquet;

import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/** Texts of consecutive rows as UTF-8, one behind the other. Grows, is reused. One owner thread. */
public final class TextBlock {
  private byte[] bytes = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private int size;

  /** Forgets all texts. */
  public void clear() {
    size = 0;
  }

  /** How many texts there are. */
  public int size() {
    return size;
  }

  /** A text. */
  public String text(int i) {
    return new String(bytes, start(i), end(i) - start(i), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Adds a text. */
  public void add(String text) {
    byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    add(utf8, 0, utf8.length);
  }

  /** Adds the texts of another block. */
  public void addAll(TextBlock other, int from, int to) {
    for (int i = from; i < to; i++) {
      add(other.bytes, other.start(i), other.end(i) - other.start(i));
    }
  }

  void add(byte[] from, int offset, int length) {
    int start = size == 0 ? 0 : ends[size - 1];
    if (bytes.length - start < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + length));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    System.arraycopy(from, offset, bytes, start, length);
    ends[size++] = start + length;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  int end(int i) {
    return ends[i];
  }

  Binary least(int from, int to) {
    return extreme(from, to, -1);
  }

  Binary greatest(int from, int to) {
    return extreme(from, to, 1);
  }

  private Binary extreme(int from, int to, int sign) {
    int best = from;
    for (int i = from + 1; i < to; i++) {
      int order = Arrays.compareUnsigned(bytes, start(i), end(i), bytes, start(best), end(best));
      if (order * sign > 0) {
        best = i;
      }
    }
    return Binary.fromConstantByteArray(Arrays.copyOfRange(bytes, start(best), end(best)));
  }
}
