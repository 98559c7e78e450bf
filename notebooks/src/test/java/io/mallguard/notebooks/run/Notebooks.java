package io.mallguard.notebooks.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Small notebooks for tests. */
final class Notebooks {
  private Notebooks() {}

  /** A notebook with cells c0, c1 and so on; what starts with # is a text cell. */
  static Notebook of(String... sources) {
    ObjectNode json = JsonMapper.builder().build().createObjectNode();
    json.put("nbformat", 4).put("nbformat_minor", 5).putObject("metadata");
    var cells = json.putArray("cells");
    for (String source : sources) {
      boolean isText = source.startsWith("#");
      ObjectNode cell = cells.addObject().put("id", "c" + (cells.size() - 1));
      cell.put("cell_type", isText ? "markdown" : "code").put("source", source);
      cell.putObject("metadata");
      if (!isText) {
        cell.putNull("execution_count").putArray("outputs");
      }
    }
    return Notebook.parse(json.toString().getBytes(StandardCharsets.UTF_8), "test.ipynb");
  }
}
