package io.mallguard.notebooks.engine;

import io.mallguard.notebooks.show.Display;
import java.util.List;

/** How a cell ended. Immutable. */
public sealed interface CellOutcome {

  /**
   * Every snippet ran.
   *
   * @param shown the value of the last expression, nothing if the cell ends in a statement
   */
  record Done(Display shown) implements CellOutcome {}

  /**
   * A snippet did not compile, threw, or was interrupted; the snippets before it have run.
   *
   * @param line where the snippet starts or, for a compile error, where the error is; lines of the
   *     cell count from 1
   * @param kind name of the exception class, {@link #DOES_NOT_COMPILE} or {@link #INTERRUPTED}
   * @param message what went wrong, one line or more, empty if the exception has none
   * @param trace frames of the stack inside the notebook's own code
   */
  record Failed(int line, String kind, String message, List<String> trace) implements CellOutcome {
    /** Kind of a cell that javac refuses. */
    public static final String DOES_NOT_COMPILE = "DoesNotCompile";

    /** Kind of a cell that was stopped from outside. */
    public static final String INTERRUPTED = "Interrupted";

    /** Copies the trace. */
    public Failed {
      trace = List.copyOf(trace);
    }
  }
}
