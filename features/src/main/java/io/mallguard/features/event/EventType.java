package io.mallguard.features.event;

import java.util.List;
import java.util.Optional;

/**
 * One type of event. Immutable.
 *
 * @param name snake_case name
 * @param index position in the schema, from 0
 * @param scored whether {@code POST /predict} takes it and a row is made for it
 * @param idField index of the field that holds the event's own id, or -1 if it has none
 * @param fields the fields that travel in the event, in schema order
 * @param lists the fields that hold lists, in schema order
 * @param markedFields the fields that become known later, in schema order
 * @param subject name of the event type that {@code subject_id} refers to, or empty
 * @param subjectField index of the {@code subject_id} field, or -1 without a subject
 * @param marks what this type sets on its subject
 */
public record EventType(
    String name,
    int index,
    boolean scored,
    int idField,
    List<Field> fields,
    List<ListField> lists,
    List<MarkedField> markedFields,
    String subject,
    int subjectField,
    List<Mark> marks) {

  /** Copies the lists. */
  public EventType {
    fields = List.copyOf(fields);
    lists = List.copyOf(lists);
    markedFields = List.copyOf(markedFields);
    marks = List.copyOf(marks);
  }

  /** Index of a travelling field by name, or -1. */
  public int fieldIndex(String fieldName) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(fieldName)) {
        return i;
      }
    }
    return -1;
  }

  /** A marked field by name. */
  public Optional<MarkedField> markedField(String fieldName) {
    return markedFields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
  }

  /** Index of a list by name, or -1. */
  public int listIndex(String listName) {
    for (int i = 0; i < lists.size(); i++) {
      if (lists.get(i).name().equals(listName)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether an event of this type says something about an earlier event. */
  public boolean hasSubject() {
    return subjectField >= 0;
  }
}
