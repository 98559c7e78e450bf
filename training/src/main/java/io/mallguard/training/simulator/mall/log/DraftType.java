package io.mallguard.training.simulator.mall.log;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.ListField;
import java.util.HashMap;
import java.util.Map;

/** What drafts of one event type share. Immutable. */
final class DraftType {
  private final EventType type;
  private final Form form;
  private final Map<String, Integer> lists = new HashMap<>();
  private final Map<String, Form> elements = new HashMap<>();

  DraftType(EventType type) {
    this.type = type;
    this.form = Form.of(type);
    for (ListField list : type.lists()) {
      lists.put(list.name(), lists.size());
      elements.put(list.name(), new Form(list.fields()));
    }
  }

  EventType type() {
    return type;
  }

  Draft draft() {
    return new Draft(this, form);
  }

  int list(String name) {
    return found(lists, name);
  }

  Form element(String name) {
    return found(elements, name);
  }

  private static <T> T found(Map<String, T> map, String name) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("list " + name + ", must be one of " + map.keySet());
    }
    return value;
  }
}
