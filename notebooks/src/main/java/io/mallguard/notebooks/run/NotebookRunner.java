package io.mallguard.notebooks.run;

import io.mallguard.notebooks.engine.CellOutcome;
import io.mallguard.notebooks.engine.CellOutcome.Done;
import io.mallguard.notebooks.engine.CellOutcome.Failed;
import io.mallguard.notebooks.engine.JavaEngine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs notebooks: every code cell in order, in an engine of its own per notebook. What a cell
 * prints and shows becomes its outputs, without what differs from run to run. Standard output is
 * taken while a cell runs, so one notebook at a time.
 */
public final class NotebookRunner {
  private final List<Path> classPath;
  private final Duration cellTimeout;
  private final PrintStream standardOutput;

  /**
   * A runner.
   *
   * @param classPath what cells may use
   * @param cellTimeout a cell that takes longer is stopped and fails
   * @param standardOutput where this process prints, before and after each cell
   */
  public NotebookRunner(List<Path> classPath, Duration cellTimeout, PrintStream standardOutput) {
    this.classPath = List.copyOf(classPath);
    this.cellTimeout = cellTimeout;
    this.standardOutput = standardOutput;
  }

  /**
   * Runs a notebook and gives it back with its outputs.
   *
   * @param name what a failure calls it
   * @throws CellFailedException if a cell does not compile, throws, or takes too long
   */
  public Notebook run(Notebook notebook, String name) {
    List<Cell> cells = new ArrayList<>();
    int number = 0;
    try (JavaEngine engine = JavaEngine.open(classPath)) {
      TimedEngine timed = new TimedEngine(engine, cellTimeout);
      for (Cell cell : notebook.cells()) {
        cells.add(cell.isCode() ? run(timed, cell, ++number, name) : cell);
      }
    }
    return notebook.withCells(cells);
  }

  private Cell run(TimedEngine engine, Cell cell, int number, String name) {
    try (PrintedOutput printed = PrintedOutput.start(standardOutput)) {
      CellOutcome outcome = engine.run(cell.source());
      if (outcome instanceof Failed failed) {
        throw new CellFailedException(name, number, cell, failed);
      }
      return cell.ran(number, Outputs.of(printed.text(), ((Done) outcome).shown(), number));
    }
  }
}
