package io.mallguard.features.event;

import io.mallguard.features.yaml.Names;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/** The rules of single field values, whatever form they arrive in. */
public final class FieldValues {
  private FieldValues() {}

  /** What a value of the field must be, as a phrase after "must be". */
  public static String legal(Field field) {
    return switch (field.kind()) {
      case ID, ENTITY ->
          "text of 1 to " + Limits.MAX_ID_CHARS + " characters without control characters";
      case TEXT -> "text of at most " + Limits.MAX_TEXT_CHARS + " characters";
      case MONEY -> "a whole number of minor units from 0 to " + Limits.MAX_NUMBER;
      case INTEGER -> "a whole number from " + -Limits.MAX_NUMBER + " to " + Limits.MAX_NUMBER;
      case BOOL -> "true or false";
      case ENUM -> Names.oneOf("", field.values());
      case TIME -> "an RFC 3339 time with offset, such as 2026-11-22T19:41:05.123+08:00";
    };
  }

  /** Whether a number may stand in the field's slot. */
  public static boolean isLegal(Field field, long number) {
    return number >= least(field) && number <= greatest(field);
  }

  /** The least number that may stand in the field's slot; above the greatest for a text. */
  static long least(Field field) {
    return switch (field.kind()) {
      case MONEY, BOOL, ENUM -> 0;
      case INTEGER -> -Limits.MAX_NUMBER;
      case TIME -> Limits.MIN_TIME_MILLIS;
      case ID, ENTITY, TEXT -> Long.MAX_VALUE;
    };
  }

  /** The greatest number that may stand in the field's slot. */
  static long greatest(Field field) {
    return switch (field.kind()) {
      case MONEY, INTEGER -> Limits.MAX_NUMBER;
      case BOOL -> 1;
      case ENUM -> field.values().size() - 1;
      case TIME -> Limits.MAX_TIME_MILLIS;
      case ID, ENTITY, TEXT -> Long.MIN_VALUE;
    };
  }

  /** Whether a text may stand in the field's slot. */
  public static boolean isLegal(Field field, String text) {
    return switch (field.kind()) {
      case ID, ENTITY -> isLegalId(text);
      case TEXT -> text.length() <= Limits.MAX_TEXT_CHARS && isWellFormed(text);
      case MONEY, INTEGER, BOOL, ENUM, TIME -> false;
    };
  }

  /** Whether a text may be an id. */
  public static boolean isLegalId(String text) {
    return !text.isEmpty()
        && text.length() <= Limits.MAX_ID_CHARS
        && text.chars().noneMatch(c -> c < ' ' || c == 0x7f)
        && isWellFormed(text);
  }

  /** Whether an instant is within the years 1970 to 9999. */
  public static boolean isLegalTime(long millis) {
    return millis >= Limits.MIN_TIME_MILLIS && millis <= Limits.MAX_TIME_MILLIS;
  }

  /** An RFC 3339 time with offset as epoch milliseconds; finer digits are cut off. */
  public static OptionalLong parseTimeMillis(String text) {
    try {
      long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
      return isLegalTime(millis) ? OptionalLong.of(millis) : OptionalLong.empty();
    } catch (DateTimeParseException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** Epoch milliseconds as an RFC 3339 time in UTC. */
  public static String writeTime(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** Index of an enum word. */
  public static Optional<Long> enumIndex(Field field, String word) {
    int index = field.values().indexOf(word);
    return index < 0 ? Optional.empty() : Optional.of((long) index);
  }

  /** A lone surrogate has no UTF-8 form: two such ids would become one. */
  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
