package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.IdHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.plain.BinaryPlainValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;

/** Reads plain texts as Parquet's own decoder does. */
class PlainTextsTest {
  private static final String[] TEXTS = {"", "a", "b123456", "é中文", "\uD83D\uDE00x"};

  private final SplittableRandom random = new SplittableRandom(9);

  @Test
  void readsWhatParquetsOwnDecoderReads() throws IOException {
    for (int round = 0; round < 200; round++) {
      int count = random.nextInt(50);
      ByteBuffer page = page(count);
      BinaryPlainValuesReader theirs = new BinaryPlainValuesReader();
      theirs.initFromPage(count, ByteBufferInputStream.wrap(page.duplicate()));
      PlainTexts texts = PlainTexts.of(page);
      PlainTexts hashes = PlainTexts.of(page);
      for (int i = 0; i < count; i++) {
        String text = theirs.readBytes().toStringUsingUTF8();
        assertThat(texts.next()).isEqualTo(text);
        assertThat(hashes.nextHash()).isEqualTo(IdHash.of(text));
      }
    }
  }

  @Test
  void aPageThatIsCutShortOrLiesAboutALengthIsRefused() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, 4, Integer.MAX_VALUE}) {
      ByteBuffer page = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN).putInt(0, length);
      assertThatThrownBy(PlainTexts.of(page)::next).isInstanceOf(ParquetDecodingException.class);
      assertThatThrownBy(PlainTexts.of(page)::nextHash)
          .isInstanceOf(ParquetDecodingException.class);
    }
    assertThatThrownBy(PlainTexts.of(ByteBuffer.allocate(3))::nextHash)
        .isInstanceOf(ParquetDecodingException.class);
  }

  /** In an array or outside the heap, at the start of its buffer or further on. */
  private ByteBuffer page(int count) {
    int before = random.nextInt(5);
    ByteBuffer page =
        random.nextBoolean() ? ByteBuffer.allocate(1000) : ByteBuffer.allocateDirect(1000);
    page.order(ByteOrder.LITTLE_ENDIAN).position(before);
    for (int i = 0; i < count; i++) {
      byte[] utf8 = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
      page.putInt(utf8.length).put(utf8);
    }
    return page.flip().position(before);
  }
}
