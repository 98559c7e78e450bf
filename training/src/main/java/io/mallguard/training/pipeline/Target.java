package io.mallguard.training.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.problem.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What is to be predicted, and of which events. Immutable.
 *
 * @param label the marked field
 * @param entityByType event type to the field that names who is reviewed, blocked and resampled;
 *     {@link #ANY} stands for every scored type. Rows of other types are neither learned from nor
 *     evaluated
 * @param legitAfterDays from which age a row without a verdict counts as legitimate; empty if never
 */
record Target(String label, Map<String, String> entityByType, OptionalInt legitAfterDays) {
  /** In the place of an event type: all that are scored. */
  static final String ANY = "*";

  Target {
    entityByType = Collections.unmodifiableMap(new LinkedHashMap<>(entityByType));
  }

  /** Whether rows of a type count. */
  boolean holds(EventType type) {
    return type.scored() && entityField(type).isPresent();
  }

  /** The field of a type that names its entity; empty if its rows don't count. */
  Optional<String> entityField(EventType type) {
    return Optional.ofNullable(entityByType.getOrDefault(type.name(), entityByType.get(ANY)));
  }

  /** Days until the absence of a verdict says something. */
  int waitDays(EventSchema schema) {
    long millis =
        schema.eventTypes().stream()
            .filter(this::holds)
            .flatMap(type -> type.markedField(label).stream())
            .mapToLong(MarkedField::knownAfterMillis)
            .max()
            .orElse(0);
    return legitAfterDays.orElse(Blocks.daysFrom(millis));
  }

  /**
   * Checks that a schema has what is named here.
   *
   * @throws io.mallguard.features.problem.InvalidInputException with all problems
   */
  void check(EventSchema schema) {
    Problems problems = new Problems();
    List<String> scored =
        schema.eventTypes().stream().filter(EventType::scored).map(EventType::name).toList();
    entityByType.keySet().stream()
        .filter(name -> !name.equals(ANY) && !scored.contains(name))
        .forEach(name -> problems.add("entity", "unknown_type", name, "one of " + scored));
    for (EventType type : schema.eventTypes()) {
      if (holds(type)) {
        check(type, problems);
      }
    }
    problems.throwIfAny("configuration");
  }

  private void check(EventType type, Problems problems) {
    String entity = entityField(type).orElse("");
    int field = type.fieldIndex(entity);
    if (field < 0 || !type.fields().get(field).kind().isText()) {
      String legal = "a textual field of event type " + type.name();
      problems.add("entity", "unknown_field", entity, legal);
    }
    if (type.markedField(label).isEmpty()) {
      String legal = "a marked field of event type " + type.name();
      problems.add("label", "unknown_field", label, legal);
    }
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("label", label);
    ObjectNode entities = json.putObject("entity");
    entityByType.forEach(entities::put);
    legitAfterDays.ifPresent(days -> json.put("legit_after_days", days));
    return json;
  }

  /** Reads what {@link #toJson} wrote; bundles of old name one field for all types. */
  static Target fromJson(JsonNode json) {
    Map<String, String> entities = new LinkedHashMap<>();
    if (json.path("entity").isTextual()) {
      entities.put(ANY, json.path("entity").asText());
    }
    json.path("entity")
        .properties()
        .forEach(entity -> entities.put(entity.getKey(), entity.getValue().asText()));
    JsonNode days = json.path("legit_after_days");
    return new Target(
        json.path("label").asText(),
        entities,
        days.isInt() ? OptionalInt.of(days.asInt()) : OptionalInt.empty());
  }

  /** The keys of a configuration that read back to this. */
  String toYaml() {
    String entities =
        entityByType.entrySet().stream()
            .map(entity -> entity.getKey() + ": " + entity.getValue())
            .collect(Collectors.joining(", "));
    String entity = entityByType.getOrDefault(ANY, "{" + entities + "}");
    String legit =
        legitAfterDays.isPresent() ? "legit_after_days: " + legitAfterDays.getAsInt() + "\n" : "";
    return "label: " + label + "\nentity: " + entity + "\n" + legit;
  }
}
