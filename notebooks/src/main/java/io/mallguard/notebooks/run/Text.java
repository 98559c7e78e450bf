package io.mallguard.notebooks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Text in a notebook file: one string, or a list of lines that keep their line ends. */
final class Text {
  private Text() {}

  static String joined(JsonNode text) {
    if (!text.isArray()) {
      return text.asText();
    }
    return StreamSupport.stream(text.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining());
  }

  static ArrayNode lines(String text) {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
