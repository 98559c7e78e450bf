package io.mallguard.training.command;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.nio.file.Path;

/** Schemas and specs as a user names them: a built-in one by its name, else a file. */
final class NamedInputs {
  private NamedInputs() {}

  static EventSchema schema(String nameOrFile) {
    return Schemas.BUILT_IN.contains(nameOrFile)
        ? Schemas.builtIn(nameOrFile)
        : SchemaReader.read(Path.of(nameOrFile));
  }

  static FeatureSpec spec(String nameOrFile, EventSchema schema) {
    return Schemas.BUILT_IN.contains(nameOrFile)
        ? SpecReader.parse(Schemas.specText(nameOrFile), "built-in " + nameOrFile, schema)
        : SpecReader.read(Path.of(nameOrFile), schema);
  }
}
