package io.mallguard.features.event;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The event types of one mall (or card network, or sensor field), read from YAML by {@link
 * SchemaReader}. Immutable.
 *
 * @param name snake_case name
 * @param zone time zone of local hours and days
 * @param currency ISO 4217 code of all money
 * @param entities names of the entities
 * @param tables the reference tables
 * @param eventTypes the event types; an event type's index is its position here
 * @param canonical canonical YAML text with the content of the tables; equal schemas have equal
 *     text
 * @param hash SHA-256 of the canonical text, lower-case hex
 */
public record EventSchema(
    String name,
    ZoneId zone,
    String currency,
    List<String> entities,
    List<ReferenceTable> tables,
    List<EventType> eventTypes,
    String canonical,
    String hash) {

  /** Copies the lists. */
  public EventSchema {
    entities = List.copyOf(entities);
    tables = List.copyOf(tables);
    eventTypes = List.copyOf(eventTypes);
  }

  /** A reference table by name. */
  public Optional<ReferenceTable> table(String tableName) {
    return tables.stream().filter(t -> t.name().equals(tableName)).findFirst();
  }

  /** An event type by name. */
  public Optional<EventType> eventType(String typeName) {
    return eventTypes.stream().filter(t -> t.name().equals(typeName)).findFirst();
  }
}
