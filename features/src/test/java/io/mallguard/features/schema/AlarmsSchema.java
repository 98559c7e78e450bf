package io.mallguard.features.schema;

import io.mallguard.features.event.EventSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The alarms of machines: a small schema with lists, computed fields, tables and corrections. */
public final class AlarmsSchema {
  private AlarmsSchema() {}

  /** The schema. */
  public static EventSchema read() {
    return SchemaReader.parse(text("alarms-schema.yaml"), "alarms-schema.yaml", AlarmsSchema::text);
  }

  /** The text of a file beside the schema, and of the schema itself. */
  public static String text(String file) {
    try (InputStream in = AlarmsSchema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
