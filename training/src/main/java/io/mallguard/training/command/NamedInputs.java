package io.mallguard.training.command;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.training.pipeline.TrainConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Schemas and specs as a user names them: a built-in one by its name, else a file. */
final class NamedInputs {
  private NamedInputs() {}

  static EventSchema schema(String nameOrFile) {
    return Schemas.BUILT_IN.contains(nameOrFile)
        ? Schemas.builtIn(nameOrFile)
        : SchemaReader.read(Path.of(nameOrFile));
  }

  /** A spec with the schema given or, without one, the built-in schema that it names. */
  static FeatureSpec spec(String nameOrFile, Optional<String> schema) {
    return spec(nameOrFile, schema(schema.orElseGet(() -> schemaOf(nameOrFile))));
  }

  private static String schemaOf(String spec) {
    String text =
        Schemas.BUILT_IN_SPECS.contains(spec)
            ? Schemas.specText(spec)
            : YamlDocument.textOf(Path.of(spec));
    String name = SpecReader.schemaName(text, spec);
    if (!Schemas.BUILT_IN.contains(name)) {
      String legal = "given, since " + name + " is not built in: a schema file";
      throw InvalidInputException.of(
          "--schema", new Problem("--schema", "missing_option", "nothing", legal));
    }
    return name;
  }

  static FeatureSpec spec(String nameOrFile, EventSchema schema) {
    return Schemas.BUILT_IN_SPECS.contains(nameOrFile)
        ? SpecReader.parse(Schemas.specText(nameOrFile), "built-in " + nameOrFile, schema)
        : SpecReader.read(Path.of(nameOrFile), schema);
  }

  /** A training configuration as named or, without a name, that of the events' schema. */
  static TrainConfig config(@Nullable String nameOrFile, EventSchema schema) {
    String name = nameOrFile == null ? schema.name() : nameOrFile;
    if (TrainConfig.BUILT_IN.contains(name)) {
      return TrainConfig.builtIn(name);
    }
    if (nameOrFile == null) {
      String legal = "a file, since there is no built-in one for schema " + name;
      throw InvalidInputException.of(
          "--config", new Problem("--config", "missing_option", "nothing", legal));
    }
    return TrainConfig.read(Path.of(nameOrFile));
  }
}
