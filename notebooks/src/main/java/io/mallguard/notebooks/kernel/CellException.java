package io.mallguard.notebooks.kernel;

import io.mallguard.notebooks.engine.CellOutcome.Failed;
import java.util.ArrayList;
import java.util.List;

/** Carries a cell's failure through the library, which knows failures as exceptions only. */
final class CellException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient Failed failed;

  CellException(Failed failed) {
    super(failed.message());
    this.failed = failed;
  }

  /** The failure as Jupyter shows it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("line " + failed.line() + ": " + failed.kind());
    failed.message().lines().forEach(lines::add);
    failed.trace().forEach(frame -> lines.add("    " + frame));
    return lines;
  }
}
