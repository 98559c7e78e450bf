package io.mallguard.training.pipeline;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.nio.file.Path;

/** Specs as configurations name them: a built-in one, else a file. */
final class SpecNames {
  private SpecNames() {}

  static FeatureSpec read(String nameOrFile, EventSchema schema) {
    if (Schemas.BUILT_IN_SPECS.contains(nameOrFile)) {
      String text = Schemas.specText(nameOrFile);
      return SpecReader.parse(text, "built-in " + nameOrFile + "-spec.yaml", schema);
    }
    return SpecReader.read(Path.of(nameOrFile), schema);
  }
}
