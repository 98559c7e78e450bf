package io.mallguard.features.event;

import java.util.List;

/**
 * A field that holds a list of at most {@link Limits#MAX_ELEMENTS} elements, each with the same
 * fields. An absent list and one without elements are the same. Immutable.
 *
 * @param name snake_case name
 * @param fields the fields of an element; a plain list has one required field named {@value #PLAIN}
 * @param required whether an event that does not say it (if only as empty) is refused
 */
public record ListField(String name, List<Field> fields, boolean required) {
  /** Name of the only field of an element that is a value, not an object. */
  public static final String PLAIN = "value";

  /** Copies the list. */
  public ListField {
    fields = List.copyOf(fields);
  }

  /** A list that an event must say. */
  public ListField(String name, List<Field> fields) {
    this(name, fields, true);
  }

  /** Whether the elements are values ({@code ["a", "b"]}), not objects with fields. */
  public boolean isPlain() {
    return fields.size() == 1 && fields.get(0).required() && fields.get(0).name().equals(PLAIN);
  }

  /** Index of a field of the elements by name, or -1. */
  public int fieldIndex(String fieldName) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(fieldName)) {
        return i;
      }
    }
    return -1;
  }
}
