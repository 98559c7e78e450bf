package io.mallguard.features.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/**
 * Encodes whole columns of a row group: a dictionary where values repeat, else plain, then zstd.
 * The same values give the same bytes. One owner thread.
 */
public final class ColumnEncoder implements AutoCloseable {
  /** Rows of a page: half a mebibyte of plain numbers. */
  static final int PAGE_ROWS = 1 << 16;

  /** So many values are looked at to see whether a dictionary is worth while. */
  private static final int SAMPLE = 4096;

  /** Measured on rows of the benchmark: level 3 takes half as long again for 4 % less. */
  private static final int ZSTD_LEVEL = 1;

  private final CompressionCodecFactory codecs =
      new CodecFactory(new PlainParquetConfiguration(), 1 << 20);
  private final CompressionCodecFactory.BytesInputCompressor zstd =
      codecs.getCompressor(CompressionCodecName.ZSTD, ZSTD_LEVEL);
  private final WordTable words = new WordTable();
  private final PageBytes page = new PageBytes();
  private final int[] present = new int[PAGE_ROWS];
  private final int[] numbers = new int[PAGE_ROWS];
  private final long[] values = new long[PAGE_ROWS];

  /**
   * Reals, NaN is missing.
   *
   * @param column optional, of kind {@link Column.Kind#REAL}
   */
  public EncodedColumn reals(Column column, double[] reals, int count) {
    EncodedColumn encoded = new EncodedColumn(column, count);
    boolean dictionary = repeats(reals, count);
    words.clear();
    for (int from = 0; from < count; from += PAGE_ROWS) {
      int to = Math.min(count, from + PAGE_ROWS);
      Statistics<?> statistics = Statistics.createStats(column.parquetType());
      int there = pick(reals, from, to, statistics);
      page.clear();
      page.presence(present, to - from, there);
      dictionary = endPage(encoded, to - from, there, statistics, dictionary);
    }
    endDictionary(encoded);
    return encoded;
  }

  private boolean repeats(double[] reals, int count) {
    words.clear();
    int looked = 0;
    int stride = Math.max(1, count / SAMPLE);
    for (int i = 0; i < count; i += stride) {
      if (!Double.isNaN(reals[i])) {
        looked++;
        words.numberOf(Double.doubleToRawLongBits(reals[i]));
      }
    }
    return words.size() * 2 <= looked;
  }

  private int pick(double[] reals, int from, int to, Statistics<?> statistics) {
    int there = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      double real = reals[i];
      if (Double.isNaN(real)) {
        present[i - from] = 0;
        continue;
      }
      present[i - from] = 1;
      values[there++] = Double.doubleToRawLongBits(real);
      min = Math.min(min, real);
      max = Math.max(max, real);
    }
    statistics.incrementNumNulls(to - from - there);
    if (there > 0) {
      // The format wants zeros signed this way, whatever the sign of those in the page.
      statistics.updateStats(min == 0 ? -0.0 : min);
      statistics.updateStats(max == 0 ? 0.0 : max);
    }
    return there;
  }

  /**
   * Whole numbers or instants.
   *
   * @param column required, of kind {@link Column.Kind#LONG} or {@link Column.Kind#TIME}
   */
  public EncodedColumn longs(Column column, long[] longs, int count) {
    EncodedColumn encoded = new EncodedColumn(column, count);
    for (int from = 0; from < count; from += PAGE_ROWS) {
      int to = Math.min(count, from + PAGE_ROWS);
      Statistics<?> statistics = Statistics.createStats(column.parquetType());
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (int i = from; i < to; i++) {
        min = Math.min(min, longs[i]);
        max = Math.max(max, longs[i]);
      }
      statistics.updateStats(min);
      statistics.updateStats(max);
      page.clear();
      page.longs(longs, from, to);
      add(encoded, to - from, statistics, Encoding.PLAIN);
    }
    return encoded;
  }

  /**
   * Yes, no or missing.
   *
   * @param column of kind {@link Column.Kind#BOOL}
   * @param bools 1, 0, or -1 for missing in an optional column
   */
  public EncodedColumn bools(Column column, byte[] bools, int count) {
    EncodedColumn encoded = new EncodedColumn(column, count);
    for (int from = 0; from < count; from += PAGE_ROWS) {
      int to = Math.min(count, from + PAGE_ROWS);
      Statistics<?> statistics = Statistics.createStats(column.parquetType());
      int there = 0;
      for (int i = from; i < to; i++) {
        present[i - from] = bools[i] < 0 ? 0 : 1;
        if (bools[i] >= 0) {
          numbers[there++] = bools[i];
          statistics.updateStats(bools[i] > 0);
        }
      }
      statistics.incrementNumNulls(to - from - there);
      page.clear();
      if (!column.required()) {
        page.presence(present, to - from, there);
      }
      plainBools(there);
      add(encoded, to - from, statistics, Encoding.PLAIN);
    }
    return encoded;
  }

  private void plainBools(int count) {
    for (int i = 0; i < count; i += 8) {
      int bits = 0;
      for (int b = 0; b < 8 && i + b < count; b++) {
        bits |= numbers[i + b] << b;
      }
      page.oneByte(bits);
    }
  }

  /**
   * Texts out of a few words.
   *
   * @param column required, of kind {@link Column.Kind#TEXT}
   * @param indexes per row the index of its word
   */
  public EncodedColumn texts(Column column, List<String> wordList, byte[] indexes, int count) {
    EncodedColumn encoded = new EncodedColumn(column, count);
    page.clear();
    for (String word : wordList) {
      byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
      page.fourBytes(utf8.length);
      page.raw(utf8, 0, utf8.length);
    }
    addDictionary(encoded, wordList.size());
    for (int from = 0; from < count; from += PAGE_ROWS) {
      int to = Math.min(count, from + PAGE_ROWS);
      Statistics<?> statistics = Statistics.createStats(column.parquetType());
      for (int i = from; i < to; i++) {
        numbers[i - from] = indexes[i];
      }
      wordList.forEach(word -> statistics.updateStats(Binary.fromString(word)));
      page.clear();
      indexes(to - from, wordList.size());
      add(encoded, to - from, statistics, Encoding.RLE_DICTIONARY);
    }
    return encoded;
  }

  /**
   * Texts that hardly repeat.
   *
   * @param column required, of kind {@link Column.Kind#TEXT}
   */
  public EncodedColumn texts(Column column, TextBlock texts) {
    EncodedColumn encoded = new EncodedColumn(column, texts.size());
    for (int from = 0; from < texts.size(); from += PAGE_ROWS) {
      int to = Math.min(texts.size(), from + PAGE_ROWS);
      Statistics<?> statistics = Statistics.createStats(column.parquetType());
      statistics.updateStats(texts.least(from, to));
      statistics.updateStats(texts.greatest(from, to));
      page.clear();
      for (int i = from; i < to; i++) {
        page.fourBytes(texts.end(i) - texts.start(i));
        page.raw(texts.bytes(), texts.start(i), texts.end(i));
      }
      add(encoded, to - from, statistics, Encoding.PLAIN);
    }
    return encoded;
  }

  /** The picked values, by their numbers in the dictionary as long as it has room. */
  private boolean endPage(
      EncodedColumn encoded, int rows, int there, Statistics<?> statistics, boolean dictionary) {
    if (dictionary && number(there)) {
      indexes(there, words.size());
      add(encoded, rows, statistics, Encoding.RLE_DICTIONARY);
      return true;
    }
    page.longs(values, 0, there);
    add(encoded, rows, statistics, Encoding.PLAIN);
    return false;
  }

  private boolean number(int there) {
    for (int i = 0; i < there; i++) {
      int number = words.numberOf(values[i]);
      if (number < 0) {
        return false;
      }
      numbers[i] = number;
    }
    return true;
  }

  private void indexes(int count, int dictionarySize) {
    int bitWidth = 32 - Integer.numberOfLeadingZeros(Math.max(1, dictionarySize - 1));
    page.oneByte(bitWidth);
    page.packed(numbers, count, bitWidth);
  }

  private void endDictionary(EncodedColumn encoded) {
    if (encoded.pages.stream().anyMatch(p -> p.encoding() == Encoding.RLE_DICTIONARY)) {
      page.clear();
      page.longs(words.words(), 0, words.size());
      addDictionary(encoded, words.size());
    }
  }

  private void addDictionary(EncodedColumn encoded, int size) {
    encoded.dictionary.add(new DictionaryPage(compressed(), page.size(), size, Encoding.PLAIN));
  }

  private void add(EncodedColumn encoded, int rows, Statistics<?> statistics, Encoding encoding) {
    encoded.pages.add(
        new EncodedColumn.Page(rows, page.size(), compressed(), statistics, encoding));
  }

  private BytesInput compressed() {
    try {
      BytesInput bytes = BytesInput.from(page.array(), 0, page.size());
      return BytesInput.from(zstd.compress(bytes).toInputStream().readAllBytes());
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  @Override
  public void close() {
    codecs.release();
  }
}
