package io.mallguard.features.parquet;

import io.mallguard.features.event.Field;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.yaml.Names;
import java.util.HashMap;
import java.util.Map;

/** The words of an enum field by their index, none for other fields. Immutable. */
final class EnumWords {
  private final Field field;
  private final Map<String, Integer> indexes = new HashMap<>();

  EnumWords(Field field) {
    this.field = field;
    field.values().forEach(value -> indexes.put(value, indexes.size()));
  }

  boolean isEnum() {
    return field.kind() == Field.Kind.ENUM;
  }

  /**
   * The index of a word.
   *
   * @throws InvalidInputException if it is no word of the field
   */
  long index(String word, String place) {
    Integer index = indexes.get(word);
    if (index == null) {
      String where = place + " column " + field.name();
      String legal = Names.oneOf(word, field.values());
      throw InvalidInputException.of(place, new Problem(where, "unknown_value", word, legal));
    }
    return index;
  }
}
