package io.mallguard.features.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mallguard.features.problem.Problems;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single values of fields in JSON. */
final class FieldJson {
  private FieldJson() {}

  /**
   * Reads the fields of an event or of a list's element that are sent.
   *
   * @param numbers receives numbers, {@link Field#ABSENT} before
   * @param texts receives texts
   */
  static void readAll(
      List<Field> fields,
      JsonNode object,
      String pointer,
      Problems problems,
      long[] numbers,
      @Nullable String[] texts) {
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (field.origin() == Field.Origin.COMPUTED) {
        continue;
      }
      JsonNode value = object.get(field.name());
      String place = pointer + "/" + field.name();
      if (!isAbsent(value)) {
        read(field, value, place, problems, numbers, texts, i);
      } else if (field.required()) {
        problems.add(place, "missing_field", "", FieldValues.legal(field));
      }
    }
  }

  /** Reads one value that is there into its slot. */
  static void read(
      Field field,
      JsonNode value,
      String place,
      Problems problems,
      long[] numbers,
      @Nullable String[] texts,
      int slot) {
    if (field.kind().isText()) {
      texts[slot] = text(field, value, place, problems);
    } else {
      numbers[slot] = number(field, value, place, problems);
    }
  }

  private static @Nullable String text(
      Field field, JsonNode value, String place, Problems problems) {
    if (value.isTextual() && FieldValues.isLegal(field, value.textValue())) {
      return value.textValue();
    }
    problems.add(place, "wrong_value", kind(value), FieldValues.legal(field));
    return null;
  }

  private static long number(Field field, JsonNode value, String place, Problems problems) {
    long number =
        switch (field.kind()) {
          case MONEY, INTEGER ->
              value.isIntegralNumber() && value.canConvertToLong()
                  ? value.longValue()
                  : Field.ABSENT;
          case BOOL -> value.isBoolean() ? (value.booleanValue() ? 1 : 0) : Field.ABSENT;
          case ENUM -> {
            String word = value.isTextual() ? value.textValue() : "";
            yield FieldValues.enumIndex(field, word).orElse(Field.ABSENT);
          }
          case TIME ->
              value.isTextual()
                  ? FieldValues.parseTimeMillis(value.textValue()).orElse(Field.ABSENT)
                  : Field.ABSENT;
          case ID, ENTITY, TEXT -> Field.ABSENT;
        };
    if (number == Field.ABSENT || !FieldValues.isLegal(field, number)) {
      problems.add(place, "wrong_value", kind(value), FieldValues.legal(field));
    }
    return number;
  }

  /** A value that is there. */
  static JsonNode write(Field field, long number, @Nullable String text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (field.kind()) {
      case ID, ENTITY, TEXT -> json.textNode(String.valueOf(text));
      case MONEY, INTEGER -> json.numberNode(number);
      case BOOL -> json.booleanNode(number == 1);
      case ENUM -> json.textNode(field.values().get((int) number));
      case TIME -> json.textNode(FieldValues.writeTime(number));
    };
  }

  /** Notes the pointers of names that nobody knows. */
  static void warnUnknown(
      JsonNode object, List<String> known, String pointer, List<String> warnings) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        warnings.add(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
      }
    }
  }

  static boolean isAbsent(@Nullable JsonNode node) {
    return node == null || node.isNull();
  }

  /** What kind of JSON value was found; never the value. */
  static String kind(@Nullable JsonNode node) {
    if (node == null) {
      return "nothing";
    }
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "something else";
    };
  }
}
