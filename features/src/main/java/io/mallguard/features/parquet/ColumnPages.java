package io.mallguard.features.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column of a row group, one after the other, with Parquet's own decoders of their
 * levels and values: what {@code ColumnReaderImpl} does, without its bookkeeping per value. One
 * owner thread.
 */
final class ColumnPages {
  private final ColumnDescriptor descriptor;
  private final @Nullable PageReader pages;
  private final @Nullable Dictionary dictionary;

  /** Values, missing ones among them, of the current page that were not taken yet. */
  int left;

  /** Whether the current page holds indexes into the dictionary. */
  boolean encoded;

  ValuesReader repetitions = NoLevels.INSTANCE;
  ValuesReader levels = NoLevels.INSTANCE;
  ValuesReader values = NoLevels.INSTANCE;

  /** In the place of {@link #values} where the current page holds texts as they are. */
  @Nullable PlainTexts texts;

  private ColumnPages(
      ColumnDescriptor descriptor, @Nullable PageReader pages, @Nullable Dictionary dictionary) {
    this.descriptor = descriptor;
    this.pages = pages;
    this.dictionary = dictionary;
  }

  /** Before the first row group. */
  static ColumnPages none(ColumnDescriptor descriptor) {
    return new ColumnPages(descriptor, null, null);
  }

  static ColumnPages of(ColumnDescriptor descriptor, PageReadStore group) throws IOException {
    PageReader pages = group.getPageReader(descriptor);
    DictionaryPage page = pages.readDictionaryPage();
    Dictionary dictionary =
        page == null ? null : page.getEncoding().initDictionary(descriptor, page);
    return new ColumnPages(descriptor, pages, dictionary);
  }

  /** The dictionary, null if there is none. */
  @Nullable Dictionary dictionary() {
    return dictionary;
  }

  /** Goes to the next page with values; false after the last. */
  boolean nextPage() throws IOException {
    while (left == 0) {
      DataPage page = pages == null ? null : pages.readPage();
      if (page == null) {
        return false;
      }
      left = page.getValueCount();
      IOException failure = page.accept(new Opening());
      if (failure != null) {
        throw failure;
      }
    }
    return true;
  }

  private void openValues(Encoding encoding, ByteBufferInputStream in) throws IOException {
    encoded = encoding.usesDictionary();
    if (encoded && dictionary == null) {
      throw new ParquetDecodingException("a page without its dictionary");
    }
    if (encoding == Encoding.PLAIN && isText()) {
      texts = PlainTexts.of(in.slice(in.available()));
      return;
    }
    texts = null;
    values =
        encoded
            ? encoding.getDictionaryBasedValuesReader(descriptor, ValuesType.VALUES, dictionary)
            : encoding.getValuesReader(descriptor, ValuesType.VALUES);
    values.initFromPage(left, in);
  }

  private boolean isText() {
    return descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  /** Answers what failed, since a visitor can't throw it. */
  private final class Opening implements DataPage.Visitor<@Nullable IOException> {
    @Override
    public @Nullable IOException visit(DataPageV1 page) {
      try {
        ByteBufferInputStream in = page.getBytes().toInputStream();
        repetitions = page.getRlEncoding().getValuesReader(descriptor, ValuesType.REPETITION_LEVEL);
        repetitions.initFromPage(left, in);
        levels = page.getDlEncoding().getValuesReader(descriptor, ValuesType.DEFINITION_LEVEL);
        levels.initFromPage(left, in);
        openValues(page.getValueEncoding(), in);
        return null;
      } catch (IOException failure) {
        return failure;
      }
    }

    @Override
    public @Nullable IOException visit(DataPageV2 page) {
      try {
        repetitions = levels(descriptor.getMaxRepetitionLevel(), page.getRepetitionLevels());
        levels = levels(descriptor.getMaxDefinitionLevel(), page.getDefinitionLevels());
        openValues(page.getDataEncoding(), page.getData().toInputStream());
        return null;
      } catch (IOException failure) {
        return failure;
      }
    }
  }

  private static ValuesReader levels(int max, BytesInput bytes) throws IOException {
    return max == 0 ? NoLevels.INSTANCE : new Levels(max, bytes);
  }

  /** Levels that are all zero. */
  private static final class NoLevels extends ValuesReader {
    static final NoLevels INSTANCE = new NoLevels();

    @Override
    public int readInteger() {
      return 0;
    }

    @Override
    public void skip() {}
  }

  /** Levels as data pages of version 2 hold them: without their length. */
  private static final class Levels extends ValuesReader {
    private final RunLengthBitPackingHybridDecoder decoder;

    Levels(int max, BytesInput bytes) throws IOException {
      decoder =
          new RunLengthBitPackingHybridDecoder(
              BytesUtils.getWidthFromMaxInt(max), bytes.toInputStream());
    }

    @Override
    public int readInteger() {
      try {
        return decoder.readInt();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void skip() {
      readInteger();
    }
  }
}
