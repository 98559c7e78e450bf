package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import java.util.ArrayList;
import java.util.List;

/** Which fields of an event type identify an entity. */
public final class KeyFields {
  private KeyFields() {}

  /** Indexes of the fields that identify the entity, in schema order. */
  public static List<Integer> of(EventType type, String entity) {
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      Field field = type.fields().get(i);
      if (field.kind() == Field.Kind.ENTITY && field.entity().equals(entity)) {
        fields.add(i);
      }
    }
    return fields;
  }
}
