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
 * @param fields the fields of the event: those that are sent, in schema order, then the implicit
 *     and then the computed ones
 * @param computations how the last fields follow from the others, one per computed field
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
    List<Computation> computations,
    List<ListField> lists,
    List<MarkedField> markedFields,
    String subject,
    int subjectField,
    List<Mark> marks) {
  /** Name of the field that names the event's subject. */
  public static final String SUBJECT = "subject_id";

  /** Name of the field that names the earlier event that an event takes the place of. */
  public static final String SUPERSEDES = "supersedes";

  /** Copies the lists. */
  public EventType {
    fields = List.copyOf(fields);
    computations = List.copyOf(computations);
    lists = List.copyOf(lists);
    markedFields = List.copyOf(markedFields);
    marks = List.copyOf(marks);
  }

  /** A type without computed fields. */
  public EventType(
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
    this(
        name,
        index,
        scored,
        idField,
        fields,
        List.of(),
        lists,
        markedFields,
        subject,
        subjectField,
        marks);
  }

  /** The same type with what it sets on its subject. */
  public EventType withMarks(List<Mark> newMarks) {
    return new EventType(
        name,
        index,
        scored,
        idField,
        fields,
        computations,
        lists,
        markedFields,
        subject,
        subjectField,
        newMarks);
  }

  /** How many fields are sent, written in the schema or implicit; computed ones come after them. */
  public int sentFields() {
    return fields.size() - computations.size();
  }

  /**
   * Index of the field that holds the event id of an earlier event of this type that the event
   * takes the place of, or -1 for a type without a subject.
   */
  public int supersedesField() {
    return hasSubject() && idField < 0 ? fieldIndex(SUPERSEDES) : -1;
  }

  /** Index of a field by name, or -1. */
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
