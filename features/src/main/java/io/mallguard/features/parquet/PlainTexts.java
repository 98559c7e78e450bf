package io.mallguard.features.parquet;

import io.mallguard.features.event.IdHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * The texts of a page in Parquet's plain encoding, one after the other: length in four bytes, then
 * UTF-8. Parquet's own decoder makes two objects per text. One owner thread.
 */
final class PlainTexts {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int at;

  private PlainTexts(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
  }

  static PlainTexts of(ByteBuffer page) {
    if (page.hasArray()) {
      return new PlainTexts(page.array(), page.arrayOffset() + page.position(), page.remaining());
    }
    byte[] copy = new byte[page.remaining()];
    page.duplicate().get(copy);
    return new PlainTexts(copy, 0, copy.length);
  }

  /** The {@link IdHash} of the next text. */
  long nextHash() {
    int length = length();
    at += length;
    return IdHash.ofUtf8(bytes, at - length, length);
  }

  /** The next text. */
  String next() {
    int length = length();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  private int length() {
    if (end - at < Integer.BYTES) {
      throw new ParquetDecodingException("a page that ends before its last text");
    }
    int length = (int) INT.get(bytes, at);
    at += Integer.BYTES;
    if (length < 0 || length > end - at) {
      throw new ParquetDecodingException("a text that ends after its page");
    }
    return length;
  }
}
