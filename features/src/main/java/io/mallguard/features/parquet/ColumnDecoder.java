package io.mallguard.features.parquet;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one column into numbers, many rows at a time. What a text stands for is worked out once
 * per entry of a row group's dictionary. One owner thread.
 */
final class ColumnDecoder {
  private static final double[] NO_REALS = {};
  private static final long[] NO_NUMBERS = {};

  private final Column.Kind kind;
  private final ColumnDescriptor descriptor;
  private final int present;
  private final @Nullable ToLongFunction<String> ofText;
  private ColumnPages pages;
  private long[] dictionary = NO_NUMBERS;
  private double[] realDictionary = NO_REALS;

  /**
   * A decoder.
   *
   * @param ofText the number of a text; null for its {@link IdHash}
   */
  ColumnDecoder(
      Column.Kind kind, ColumnDescriptor descriptor, @Nullable ToLongFunction<String> ofText) {
    this.kind = kind;
    this.descriptor = descriptor;
    this.present = descriptor.getMaxDefinitionLevel();
    this.ofText = ofText;
    this.pages = ColumnPages.none(descriptor);
  }

  /** Goes to the first row of a row group. */
  void start(PageReadStore group) throws IOException {
    pages = ColumnPages.of(descriptor, group);
    Dictionary encoded = pages.dictionary();
    int size = encoded == null ? 0 : encoded.getMaxId() + 1;
    dictionary = kind == Column.Kind.REAL ? NO_NUMBERS : new long[size];
    realDictionary = kind == Column.Kind.REAL ? new double[size] : NO_REALS;
    for (int i = 0; encoded != null && i < size; i++) {
      switch (kind) {
        case TEXT -> dictionary[i] = number(encoded.decodeToBinary(i));
        case LONG, TIME -> dictionary[i] = encoded.decodeToLong(i);
        case REAL -> realDictionary[i] = encoded.decodeToDouble(i);
        case BOOL -> dictionary[i] = encoded.decodeToBoolean(i) ? 1 : 0;
      }
    }
  }

  private long number(Binary utf8) {
    if (ofText != null) {
      return ofText.applyAsLong(utf8.toStringUsingUTF8());
    }
    ByteBuffer buffer = utf8.toByteBuffer();
    if (buffer.hasArray()) {
      int from = buffer.arrayOffset() + buffer.position();
      return IdHash.ofUtf8(buffer.array(), from, buffer.remaining());
    }
    byte[] bytes = utf8.getBytesUnsafe();
    return IdHash.ofUtf8(bytes, 0, bytes.length);
  }

  /** Reads one value per row, {@link Field#ABSENT} where missing. */
  void read(long[] into, int from, int count) throws IOException {
    int at = from;
    while (at < from + count) {
      requirePage();
      int some = Math.min(pages.left, from + count - at);
      ValuesReader levels = pages.levels;
      if (pages.encoded) {
        readEncoded(levels, pages.values, into, at, some);
      } else {
        readPlain(levels, pages.values, into, at, some);
      }
      pages.left -= some;
      at += some;
    }
  }

  private void readEncoded(
      ValuesReader levels, ValuesReader values, long[] into, int from, int count) {
    long[] numbers = dictionary;
    if (present == 0) {
      for (int i = from; i < from + count; i++) {
        into[i] = numbers[values.readValueDictionaryId()];
      }
      return;
    }
    for (int i = from; i < from + count; i++) {
      into[i] =
          levels.readInteger() == present ? numbers[values.readValueDictionaryId()] : Field.ABSENT;
    }
  }

  private void readPlain(
      ValuesReader levels, ValuesReader values, long[] into, int from, int count) {
    switch (kind) {
      case LONG, TIME -> {
        for (int i = from; i < from + count; i++) {
          into[i] = isPresent(levels) ? values.readLong() : Field.ABSENT;
        }
      }
      case BOOL -> {
        for (int i = from; i < from + count; i++) {
          into[i] = isPresent(levels) ? (values.readBoolean() ? 1 : 0) : Field.ABSENT;
        }
      }
      case TEXT -> {
        for (int i = from; i < from + count; i++) {
          into[i] = isPresent(levels) ? text() : Field.ABSENT;
        }
      }
      case REAL -> throw new IllegalArgumentException("a column of reals has no whole numbers");
    }
  }

  private long text() {
    PlainTexts texts = pages.texts;
    if (texts == null) {
      return number(pages.values.readBytes());
    }
    return ofText == null ? texts.nextHash() : ofText.applyAsLong(texts.next());
  }

  private boolean isPresent(ValuesReader levels) {
    return present == 0 || levels.readInteger() == present;
  }

  /** Reads one real per row, NaN where missing. */
  void read(double[] into, int from, int count) throws IOException {
    int at = from;
    while (at < from + count) {
      requirePage();
      int some = Math.min(pages.left, from + count - at);
      ValuesReader values = pages.values;
      for (int i = at; i < at + some; i++) {
        if (!isPresent(pages.levels)) {
          into[i] = Double.NaN;
        } else {
          into[i] =
              pages.encoded ? realDictionary[values.readValueDictionaryId()] : values.readDouble();
        }
      }
      pages.left -= some;
      at += some;
    }
  }

  private void requirePage() throws IOException {
    if (!pages.nextPage()) {
      throw new ParquetDecodingException("fewer values than rows");
    }
  }

  /**
   * Reads the lists of some rows.
   *
   * @param elementLevel definition level from which on there is an element
   * @param most elements of one list
   * @param into receives the elements of all rows, one after the other
   * @param starts receives where each row's elements start, and after the last where they end
   */
  void readLists(int rows, int elementLevel, int most, LongBuffer into, int[] starts)
      throws IOException {
    into.clear();
    for (int row = 0; row < rows; row++) {
      starts[row] = into.size();
      requirePage();
      if (repetition() != 0) {
        throw new ParquetDecodingException("a row that starts inside a list");
      }
      readElement(elementLevel, into);
      while (pages.nextPage() && repetition() > 0) {
        if (into.size() - starts[row] >= most) {
          throw new ParquetDecodingException("more than " + most + " elements of a list");
        }
        readElement(elementLevel, into);
      }
    }
    starts[rows] = into.size();
  }

  /** Repetition level of the next value, -1 before it is read. */
  private int ahead = -1;

  private int repetition() {
    if (ahead < 0) {
      ahead = pages.repetitions.readInteger();
    }
    return ahead;
  }

  private void readElement(int elementLevel, LongBuffer into) {
    ahead = -1;
    pages.left--;
    int level = pages.levels.readInteger();
    if (level < elementLevel) {
      return;
    }
    if (level < present) {
      into.add(Field.ABSENT);
    } else if (pages.encoded) {
      into.add(dictionary[pages.values.readValueDictionaryId()]);
    } else {
      into.add(plain());
    }
  }

  private long plain() {
    return switch (kind) {
      case LONG, TIME -> pages.values.readLong();
      case BOOL -> pages.values.readBoolean() ? 1 : 0;
      case TEXT -> text();
      case REAL -> throw new IllegalArgumentException("a column of reals has no whole numbers");
    };
  }
}
