package io.mallguard.features.schema;

import io.mallguard.features.yaml.YamlDocument;
import java.nio.file.Path;

/** The CSV files that stand beside a schema. */
@FunctionalInterface
interface TableFiles {
  /** A schema without files beside it. */
  TableFiles NONE =
      name -> {
        throw TablesReader.refused(name, "no_such_file", "inline rows: the schema is no file");
      };

  /**
   * The text of a file.
   *
   * @param name the file's name, without a folder
   * @throws io.mallguard.features.problem.InvalidInputException if there is no such file
   */
  String text(String name);

  /** The files in the folder of a schema file. */
  static TableFiles beside(Path schema) {
    return name -> YamlDocument.textOf(schema.resolveSibling(name));
  }
}
