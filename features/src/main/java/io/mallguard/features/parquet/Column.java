package io.mallguard.features.parquet;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * One column of a Parquet table. Immutable.
 *
 * @param name unique in its table
 * @param kind what its values are
 * @param required whether every row has a value
 */
public record Column(String name, Kind kind, boolean required) {
  /** The kinds of values a column can hold. */
  public enum Kind {
    /** UTF-8 text, dictionary-encoded where that is smaller. */
    TEXT,
    /** A 64-bit whole number. */
    LONG,
    /** An instant in epoch milliseconds; a UTC timestamp to other readers. */
    TIME,
    /** A 64-bit real; NaN is written as missing. */
    REAL,
    /** True or false, as 1 or 0. */
    BOOL
  }

  /** A column that has a value in every row. */
  public static Column required(String name, Kind kind) {
    return new Column(name, kind, true);
  }

  /** A column whose values may be missing. */
  public static Column optional(String name, Kind kind) {
    return new Column(name, kind, false);
  }

  PrimitiveType parquetType() {
    Repetition repetition = required ? Repetition.REQUIRED : Repetition.OPTIONAL;
    return switch (kind) {
      case TEXT ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case TIME ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
              .named(name);
      case REAL -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case BOOL -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
    };
  }
}
