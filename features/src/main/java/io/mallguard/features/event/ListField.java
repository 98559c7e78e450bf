package io.mallguard.features.event;

import java.util.List;

/**
 * A field that holds a list of elements, each with the same fields. Immutable.
 *
 * @param name snake_case name
 * @param fields the fields of an element; a plain list of ids has one field named {@code value}
 */
public record ListField(String name, List<Field> fields) {
  /** Copies the list. */
  public ListField {
    fields = List.copyOf(fields);
  }
}
