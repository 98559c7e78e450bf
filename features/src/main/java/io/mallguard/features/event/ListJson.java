package io.mallguard.features.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.Problems;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One list field in JSON: an array of objects, or of values if the list is plain. Immutable. */
final class ListJson {
  private static final String LEGAL = "an array of at most " + Limits.MAX_ELEMENTS + " elements";

  private final ListField list;
  private final List<String> known;

  ListJson(ListField list) {
    this.list = list;
    this.known = list.fields().stream().map(Field::name).toList();
  }

  /** Reads the list of an event's data; empty if it is absent or anything is wrong with it. */
  ListValue read(JsonNode data, String pointer, Problems problems, List<String> warnings) {
    JsonNode array = data.get(list.name());
    String place = pointer + "/" + list.name();
    if (FieldJson.isAbsent(array)) {
      if (list.required()) {
        problems.add(place, "missing_field", "", LEGAL);
      }
      return ListValue.EMPTY;
    }
    if (!array.isArray()) {
      problems.add(place, "wrong_kind", FieldJson.kind(array), LEGAL);
      return ListValue.EMPTY;
    }
    if (array.size() > Limits.MAX_ELEMENTS) {
      problems.add(place, "too_many", array.size() + " elements", LEGAL);
      return ListValue.EMPTY;
    }
    return array.isEmpty() ? ListValue.EMPTY : elements(array, place, problems, warnings);
  }

  private ListValue elements(
      JsonNode array, String place, Problems problems, List<String> warnings) {
    long[][] numbers = new long[array.size()][list.fields().size()];
    @Nullable String[][] texts = new String[array.size()][list.fields().size()];
    for (int i = 0; i < numbers.length; i++) {
      Arrays.fill(numbers[i], Field.ABSENT);
      JsonNode element = array.get(i);
      String pointer = place + "/" + i;
      if (list.isPlain()) {
        FieldJson.read(list.fields().get(0), element, pointer, problems, numbers[i], texts[i], 0);
      } else if (element.isObject()) {
        FieldJson.readAll(list.fields(), element, pointer, problems, numbers[i], texts[i]);
        FieldJson.warnUnknown(element, known, pointer, warnings);
      } else {
        problems.add(pointer, "wrong_kind", FieldJson.kind(element), "a JSON object");
      }
    }
    return new ListValue(numbers, texts);
  }

  /** Writes the list, unless it is empty and may be left out. */
  void write(ListValue value, ObjectNode data) {
    if (value.size() == 0 && !list.required()) {
      return;
    }
    ArrayNode array = data.putArray(list.name());
    for (int i = 0; i < value.size(); i++) {
      array.add(list.isPlain() ? write(value, i, 0) : object(value, i));
    }
  }

  private JsonNode object(ListValue value, int element) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < list.fields().size(); i++) {
      if (value.has(element, i)) {
        object.set(list.fields().get(i).name(), write(value, element, i));
      }
    }
    return object;
  }

  private JsonNode write(ListValue value, int element, int i) {
    return FieldJson.write(list.fields().get(i), value.number(element, i), value.text(element, i));
  }
}
