package io.mallguard.features.yaml;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Opens YAML documents. Tags never build objects: only the node tree is read. */
public final class YamlDocument {
  /** Larger documents are refused; a spec of 1000 features has about 200 kB. */
  public static final int MAX_CHARS = 4_000_000;

  private YamlDocument() {}

  /**
   * Reads a file as text.
   *
   * @throws InvalidInputException if there is no such file or it is not UTF-8
   */
  public static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw refused(file.toString(), file.toString(), "no_such_file", "", "an existing file");
    } catch (CharacterCodingException e) {
      throw refused(file.toString(), file.toString(), "not_utf8", "", "UTF-8 text");
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        throw refused(file.toString(), file.toString(), "not_a_file", "a folder", "a file");
      }
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses one document whose root is a mapping.
   *
   * @param text the document
   * @param source its name in places
   * @param problems where everything found later is collected
   * @throws InvalidInputException if it is no YAML or its root is no mapping
   */
  public static YamlMap parse(String text, String source, Problems problems) {
    if (text.length() > MAX_CHARS) {
      throw refused(
          source, source, "too_large", text.length() + " characters", "at most " + MAX_CHARS);
    }
    Node root = compose(text, source);
    if (root instanceof MappingNode mapping) {
      return new YamlMap(mapping, new YamlSource(source, text), problems);
    }
    throw refused(source, source + ":1:1", "wrong_kind", "", "a YAML mapping (key: value)");
  }

  @SuppressWarnings("NullAway") // compose answers null for an empty document
  private static Node compose(String text, String source) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(50);
    options.setNestingDepthLimit(20);
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      String place =
          e.getProblemMark() == null
              ? source
              : source
                  + ":"
                  + (e.getProblemMark().getLine() + 1)
                  + ":"
                  + (e.getProblemMark().getColumn() + 1);
      throw refused(source, place, "not_yaml", String.valueOf(e.getProblem()), "valid YAML");
    } catch (YAMLException e) {
      throw refused(source, source, "not_yaml", String.valueOf(e.getMessage()), "valid YAML");
    }
  }

  private static InvalidInputException refused(
      String subject, String place, String code, String found, String legal) {
    return InvalidInputException.of(subject, new Problem(place, code, found, legal));
  }
}
