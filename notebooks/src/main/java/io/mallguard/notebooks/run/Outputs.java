package io.mallguard.notebooks.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.notebooks.show.Display;

/** The outputs of a cell as a notebook file has them. */
final class Outputs {
  private Outputs() {}

  static ArrayNode of(String printed, Display shown, int executionCount) {
    ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
    if (!printed.isEmpty()) {
      ObjectNode stream = outputs.addObject().put("name", "stdout").put("output_type", "stream");
      stream.set("text", Text.lines(Normal.text(printed)));
    }
    if (!shown.isEmpty()) {
      ObjectNode result = outputs.addObject().put("output_type", "execute_result");
      result.put("execution_count", executionCount);
      forms(shown, result.putObject("data"));
      sizes(shown, result.putObject("metadata"));
    }
    return outputs;
  }

  private static void forms(Display shown, ObjectNode data) {
    shown
        .forms()
        .forEach(
            (type, content) -> {
              if (type.startsWith("image/")) {
                data.put(type, content);
              } else {
                data.set(type, Text.lines(Normal.text(content)));
              }
            });
  }

  private static void sizes(Display shown, ObjectNode metadata) {
    shown
        .sizes()
        .forEach(
            (type, size) ->
                metadata.putObject(type).put("width", size.width()).put("height", size.height()));
  }
}
