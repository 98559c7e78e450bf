package io.mallguard.features.schema;

import io.mallguard.features.event.EventSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The schemas and specs that ship with mallguard. */
public final class Schemas {
  /** Names of the built-in schemas. */
  public static final List<String> BUILT_IN = List.of("cards", "mall");

  /** Names of the built-in specs; each names its built-in schema itself. */
  public static final List<String> BUILT_IN_SPECS = List.of("cards", "mall-cashout");

  private Schemas() {}

  /** A built-in schema. */
  public static EventSchema builtIn(String name) {
    return SchemaReader.parse(
        schemaText(name), "built-in " + name + "-schema.yaml", Schemas::resource);
  }

  /** The YAML text of a built-in schema. */
  public static String schemaText(String name) {
    return resource(name + "-schema.yaml");
  }

  /** The YAML text of a built-in spec. */
  public static String specText(String name) {
    return resource(name + "-spec.yaml");
  }

  private static String resource(String file) {
    try (InputStream in = Schemas.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no built-in " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
