package io.mallguard.training.history;

import io.mallguard.features.event.Field;

/**
 * One column of the staged query, read as one form of value. Immutable.
 *
 * @param name the column
 * @param form what its values are read as
 */
record SourceColumn(String name, Form form) {
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
  }

  /** SQL of the value: text, or a number that is null where it can't be read as this form. */
  String value() {
    String column = Staging.name(name);
    return switch (form) {
      case TEXT -> "CAST(" + column + " AS VARCHAR)";
      case WHOLE -> "TRY_CAST(" + column + " AS BIGINT)";
      case YES_NO -> "CAST(TRY_CAST(CAST(" + column + " AS VARCHAR) AS BOOLEAN) AS BIGINT)";
      // The session's zone is the schema's, so that a time without a zone is local there.
      case TIME -> "epoch_ms(TRY_CAST(" + column + " AS TIMESTAMPTZ))";
    };
  }

  /** SQL of what was found, as text, where a value is there but can't be read as this form. */
  String found() {
    String column = Staging.name(name);
    String unreadable =
        switch (form) {
          case TEXT -> "false";
          // A cast to BIGINT rounds: 57.5 would become 58 without a word.
          case WHOLE ->
              "%2$s IS NULL OR TRY_CAST(%1$s AS DOUBLE) <> %2$s".formatted(column, value());
          case YES_NO, TIME -> value() + " IS NULL";
        };
    return "CASE WHEN %1$s IS NOT NULL AND (%2$s) THEN CAST(%1$s AS VARCHAR) END"
        .formatted(column, unreadable);
  }
}
