package io.mallguard.notebooks.run;

import io.mallguard.notebooks.engine.CellOutcome.Failed;
import java.util.List;

/** A cell of a notebook failed: the message names the cell and shows its source. */
public final class CellFailedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  CellFailedException(String notebook, int number, Cell cell, Failed failed) {
    super(message(notebook, number, cell, failed));
  }

  private static String message(String notebook, int number, Cell cell, Failed failed) {
    StringBuilder text = new StringBuilder();
    text.append(notebook).append(", code cell ").append(number);
    text.append(" (id ").append(cell.id()).append("), line ").append(failed.line());
    text.append(": ").append(failed.kind());
    text.append(failed.message().isEmpty() ? "" : ": " + failed.message());
    failed.trace().forEach(frame -> text.append("\n    ").append(frame));
    List<String> lines = cell.source().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String mark = i + 1 == failed.line() ? "> " : "  ";
      text.append("\n").append(mark).append(i + 1).append(" | ").append(lines.get(i));
    }
    return text.toString();
  }
}
