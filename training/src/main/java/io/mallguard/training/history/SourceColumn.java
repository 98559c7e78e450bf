package io.mallguard.training.history;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;

/**
 * One column of the staged query, or one field of the elements of a column of lists, read as one
 * form of value. Immutable.
 *
 * @param name the column
 * @param path JSON path of the field in an element, empty if the column holds no lists
 * @param form what its values are read as
 */
record SourceColumn(String name, String path, Form form) {
  /** What values are read as. */
  enum Form {
    TEXT,
    WHOLE,
    YES_NO,
    TIME;

    static Form of(Field.Kind kind) {
      return switch (kind) {
        case ID, ENTITY, TEXT, ENUM -> TEXT;
        case MONEY, INTEGER -> WHOLE;
        case BOOL -> YES_NO;
        case TIME -> TIME;
      };
    }

    /** SQL of a value: text, or a number that is null where it can't be read as this form. */
    String value(String sql) {
      return switch (this) {
        case TEXT -> "CAST(" + sql + " AS VARCHAR)";
        case WHOLE -> "TRY_CAST(" + sql + " AS BIGINT)";
        case YES_NO -> "CAST(TRY_CAST(CAST(" + sql + " AS VARCHAR) AS BOOLEAN) AS BIGINT)";
        // The session's zone is the schema's, so that a time without a zone is local there.
        case TIME -> "epoch_ms(TRY_CAST(" + sql + " AS TIMESTAMPTZ))";
      };
    }

    /** SQL of what was found, as text, where a value is there but can't be read as this form. */
    String found(String sql) {
      String unreadable =
          switch (this) {
            case TEXT -> "false";
            // A cast to BIGINT rounds: 57.5 would become 58 without a word.
            case WHOLE ->
                "%2$s IS NULL OR TRY_CAST(%1$s AS DOUBLE) <> %2$s".formatted(sql, value(sql));
            case YES_NO, TIME -> value(sql) + " IS NULL";
          };
      return "CASE WHEN %1$s IS NOT NULL AND (%2$s) THEN CAST(%1$s AS VARCHAR) END"
          .formatted(sql, unreadable);
    }
  }

  /** A column with one value per row. */
  static SourceColumn of(String name, Form form) {
    return new SourceColumn(name, "", form);
  }

  /** A field of the elements of a list. */
  static SourceColumn of(ListField list, Field field) {
    String path = list.isPlain() ? "$" : "$." + field.name();
    return new SourceColumn(list.name(), path, Form.of(field.kind()));
  }

  /** SQL of the value, or of the list of the values of all elements. */
  String value() {
    return path.isEmpty() ? form.value(Staging.name(name)) : ofElements(form.value(element()));
  }

  /** SQL of what was found where it can't be read, or of the list of what was found. */
  String found() {
    return path.isEmpty() ? form.found(Staging.name(name)) : ofElements(form.found(element()));
  }

  private String element() {
    return "json_extract_string(element, '" + path + "')";
  }

  /** Structs, lists and JSON text alike, and a field that an element lacks is null. */
  private String ofElements(String sql) {
    return "[%s FOR element IN %s]".formatted(sql, elements(name));
  }

  /** SQL of a list column's elements as JSON. */
  static String elements(String column) {
    return "CAST(to_json(" + Staging.name(column) + ") AS JSON[])";
  }
}
