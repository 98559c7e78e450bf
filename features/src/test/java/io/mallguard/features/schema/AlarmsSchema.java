package io.mallguard.features.schema;

import io.mallguard.features.event.EventSchema;
import java.nio.file.Path;

/** The alarms of machines: a small schema with lists, computed fields, tables and corrections. */
public final class AlarmsSchema {
  /** The schema file, below the module. */
  public static final Path FILE =
      Path.of("src/test/resources/io/mallguard/features/schema/alarms-schema.yaml");

  private AlarmsSchema() {}

  /** The schema. */
  public static EventSchema read() {
    return SchemaReader.read(FILE);
  }
}
