package io.mallguard.notebooks.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.problem.Problems;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is wrong with a notebook file; places are JSON pointers. */
final class NotebookCheck {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Set<String> KINDS = Set.of("code", "markdown", "raw");

  private final Problems problems = new Problems();
  private final Set<String> ids = new HashSet<>();

  private NotebookCheck() {}

  static void check(JsonNode json, String name) {
    NotebookCheck check = new NotebookCheck();
    check.top(json);
    check.problems.throwIfAny(name);
  }

  private void top(JsonNode json) {
    if (json.path("nbformat").asInt() != 4 || json.path("nbformat_minor").asInt() < 5) {
      String found = json.path("nbformat") + "." + json.path("nbformat_minor");
      problems.add("/nbformat", "unknown_format", found, "4, with /nbformat_minor 5 or more");
    }
    if (!json.path("metadata").isObject()) {
      problems.add("/metadata", "wrong_type", "", "an object");
    }
    JsonNode cells = json.path("cells");
    if (!cells.isArray()) {
      problems.add("/cells", "wrong_type", "", "a list of cells");
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      cell(cells.get(i), "/cells/" + i);
    }
  }

  private void cell(JsonNode cell, String place) {
    String kind = cell.path("cell_type").asText();
    if (!KINDS.contains(kind)) {
      problems.add(place + "/cell_type", "unknown_kind", kind, "one of code, markdown, raw");
    }
    String id = cell.path("id").asText();
    if (!ID.matcher(id).matches()) {
      problems.add(place + "/id", "bad_id", id, "1 to 64 letters, digits, - or _");
    } else if (!ids.add(id)) {
      problems.add(place + "/id", "duplicate_id", id, "unique in the notebook");
    }
    if (!isText(cell.path("source"))) {
      problems.add(place + "/source", "wrong_type", "", "a string or a list of strings");
    }
    if (!cell.path("metadata").isObject()) {
      problems.add(place + "/metadata", "wrong_type", "", "an object");
    }
    if (kind.equals("code") && !cell.path("outputs").isArray()) {
      problems.add(place + "/outputs", "wrong_type", "", "a list of outputs");
    }
  }

  private static boolean isText(JsonNode source) {
    if (!source.isArray()) {
      return source.isTextual();
    }
    for (JsonNode line : source) {
      if (!line.isTextual()) {
        return false;
      }
    }
    return true;
  }
}
