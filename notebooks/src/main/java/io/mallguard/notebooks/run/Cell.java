package io.mallguard.notebooks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One cell of a notebook, as its file has it. Immutable: nobody changes the JSON.
 *
 * @param json the cell, valid by nbformat 4.5
 */
public record Cell(JsonNode json) {

  /** The cell's stable id, unique in its notebook. */
  public String id() {
    return json.path("id").asText();
  }

  /** Whether the cell is to be run. */
  public boolean isCode() {
    return json.path("cell_type").asText().equals("code");
  }

  /** The text of the cell. */
  public String source() {
    return Text.joined(json.path("source"));
  }

  /** What the cell shows; a JSON array, empty for text cells. */
  public JsonNode outputs() {
    return json.path("outputs");
  }

  /** The same code cell after it ran as the given number of its notebook. */
  Cell ran(int executionCount, ArrayNode outputs) {
    ObjectNode copy = json.deepCopy();
    copy.put("execution_count", executionCount);
    copy.set("outputs", outputs);
    copy.set("source", Text.lines(source()));
    return new Cell(copy);
  }
}
