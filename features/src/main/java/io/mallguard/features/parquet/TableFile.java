package io.mallguard.features.parquet;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Opens Parquet files and holds them against the columns wanted; page checksums are verified. */
final class TableFile {
  private static final LogicalTypeAnnotation SIGNED_64 = LogicalTypeAnnotation.intType(64, true);

  private TableFile() {}

  /**
   * Opens a file and asks it for some columns.
   *
   * @throws InvalidInputException if it is no whole Parquet file with these columns
   * @throws IOException if it can't be read at all
   */
  static ParquetFileReader open(Path file, MessageType wanted) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw invalid(file, "missing_file", "nothing", "a Parquet file");
    }
    ParquetFileReader pages = openPages(file);
    try {
      check(file, pages.getFileMetaData().getSchema(), wanted);
      pages.setRequestedSchema(wanted);
      return pages;
    } catch (RuntimeException failure) {
      pages.close();
      throw failure instanceof InvalidInputException ? failure : damaged(file, failure);
    }
  }

  private static ParquetFileReader openPages(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification(true)
            .build();
    try {
      return ParquetFileReader.open(new LocalInputFile(file), options);
    } catch (FileSystemException unreadable) {
      throw unreadable;
    } catch (IOException | RuntimeException | OutOfMemoryError broken) {
      // A damaged footer may ask for any amount of memory.
      throw damaged(file, broken);
    }
  }

  private static void check(Path file, MessageType found, MessageType wanted) {
    Problems problems = new Problems();
    for (Type column : wanted.getFields()) {
      String place = file + " column " + column.getName();
      if (!found.containsField(column.getName())) {
        problems.add(place, "missing_column", "nothing", "a column " + column);
      } else if (!sameValues(column, found.getType(column.getName()))) {
        String type = "" + found.getType(column.getName());
        problems.add(place, "wrong_column_type", type, "" + column);
      }
    }
    problems.throwIfAny(file.toString());
  }

  /** The same, whatever else a type may say, such as an id. */
  private static boolean sameValues(Type wanted, Type found) {
    if (!Objects.equals(meaning(wanted), meaning(found))
        || wanted.getRepetition() != found.getRepetition()
        || wanted.isPrimitive() != found.isPrimitive()) {
      return false;
    }
    if (wanted.isPrimitive()) {
      return wanted.asPrimitiveType().getPrimitiveTypeName()
          == found.asPrimitiveType().getPrimitiveTypeName();
    }
    List<Type> all = wanted.asGroupType().getFields();
    List<Type> there = found.asGroupType().getFields();
    boolean same = all.size() == there.size();
    for (int i = 0; same && i < all.size(); i++) {
      same =
          all.get(i).getName().equals(there.get(i).getName())
              && sameValues(all.get(i), there.get(i));
    }
    return same;
  }

  /** Other writers say of an INT64 that it is a signed integer of 64 bits, which it is anyway. */
  private static @Nullable LogicalTypeAnnotation meaning(Type type) {
    LogicalTypeAnnotation said = type.getLogicalTypeAnnotation();
    return SIGNED_64.equals(said) ? null : said;
  }

  static InvalidInputException damaged(Path file, Throwable why) {
    if (why instanceof InvalidInputException known) {
      return known;
    }
    if (why instanceof OutOfMemoryError) {
      // Nobody can tell a damaged size from a heap that is full of other things.
      return invalid(
          file,
          "damaged_file",
          "more asked for than there is memory",
          "a whole Parquet file, or a larger heap, such as MALLGUARD_JAVA_OPTS=-Xmx8g");
    }
    // Parquet names its own objects.
    String said = String.valueOf(why.getMessage()).replaceAll("\\S+@[0-9a-f]+\\b", "it");
    String found = why.getMessage() == null ? why.getClass().getSimpleName() : said;
    return invalid(file, "damaged_file", found, "a whole Parquet file");
  }

  private static InvalidInputException invalid(Path file, String code, String found, String legal) {
    return InvalidInputException.of(
        file.toString(), new Problem(file.toString(), code, found, legal));
  }
}
