package io.mallguard.training.simulator.mall.log;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the fields of an event, or of the elements of a list, have their slots. Immutable. */
final class Form {
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<Map<String, Long>> words;

  Form(List<Field> fields) {
    for (Field field : fields) {
      slots.put(field.name(), slots.size());
    }
    words = fields.stream().map(Form::words).toList();
  }

  static Form of(EventType type) {
    return new Form(type.fields().subList(0, type.sentFields()));
  }

  private static Map<String, Long> words(Field field) {
    Map<String, Long> words = new HashMap<>();
    field.values().forEach(word -> words.put(word, (long) words.size()));
    return words;
  }

  int size() {
    return words.size();
  }

  int slot(String field) {
    Integer slot = slots.get(field);
    if (slot == null) {
      throw new IllegalArgumentException("field " + field + ", must be one of " + slots.keySet());
    }
    return slot;
  }

  long word(int slot, String word) {
    Long number = words.get(slot).get(word);
    if (number == null) {
      String legal = words.get(slot).keySet().toString();
      throw new IllegalArgumentException("word " + word + ", must be one of " + legal);
    }
    return number;
  }
}
