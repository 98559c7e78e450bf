package io.mallguard.notebooks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A Jupyter notebook, nbformat 4.5. Immutable. What is read and written again unchanged gives the
 * same content, written as Jupyter writes it: keys sorted, one space of indent.
 */
public final class Notebook {
  private final JsonNode json;
  private final List<Cell> cells;

  private Notebook(JsonNode json) {
    this.json = json;
    this.cells =
        StreamSupport.stream(json.path("cells").spliterator(), false).map(Cell::new).toList();
  }

  /**
   * Reads a notebook file.
   *
   * @throws io.mallguard.features.problem.InvalidInputException with all problems, if the file is
   *     no notebook of format 4.5 or a later 4
   */
  public static Notebook read(Path file) throws IOException {
    return parse(Files.readAllBytes(file), file.getFileName().toString());
  }

  /**
   * Reads a notebook.
   *
   * @param name what problems call it
   * @throws io.mallguard.features.problem.InvalidInputException with all problems
   */
  public static Notebook parse(byte[] content, String name) {
    JsonNode json = NotebookJson.read(content, name);
    NotebookCheck.check(json, name);
    return new Notebook(json);
  }

  /** The cells in their order. */
  public List<Cell> cells() {
    return cells;
  }

  /** The same notebook with other cells. */
  Notebook withCells(List<Cell> replaced) {
    ObjectNode copy = json.deepCopy();
    ArrayNode array = copy.putArray("cells");
    replaced.forEach(cell -> array.add(cell.json()));
    return new Notebook(copy);
  }

  /** The file's content. */
  public byte[] bytes() {
    return NotebookJson.write(json);
  }

  /** Writes the file; a failure leaves what was there before. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, bytes());
  }
}
