package io.mallguard.notebooks.engine;

import io.mallguard.notebooks.engine.CellOutcome.Done;
import io.mallguard.notebooks.engine.CellOutcome.Failed;
import io.mallguard.notebooks.show.Display;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.VarSnippet;

/**
 * Runs the Java of cells, one after the other, in this process; what one cell defines the next ones
 * see. The value of a cell is its last expression, if that ends without a semicolon. What cells
 * print goes where this process prints.
 *
 * <p>One owner thread, but {@link #interrupt} may come from any.
 */
public final class JavaEngine implements AutoCloseable {
  private static final List<String> IMPORTS =
      List.of("java.nio.file.*", "java.util.*", "java.util.function.*", "java.util.stream.*");

  private final CellExecution execution = new CellExecution();
  private final JShell shell;
  private volatile boolean interrupted;

  private JavaEngine(List<Path> classPath) {
    shell = JShell.builder().executionEngine(execution.provider(), null).build();
    classPath.forEach(entry -> shell.addToClasspath(entry.toString()));
    IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
  }

  /** Starts an engine whose cells see the class path; AWT is headless in it. */
  public static JavaEngine open(List<Path> classPath) {
    System.setProperty("java.awt.headless", "true");
    return new JavaEngine(classPath);
  }

  /** Runs one cell: every snippet in order until one fails. */
  public CellOutcome run(String source) {
    interrupted = false;
    CellSource cell = new CellSource(source, shell.sourceCodeAnalysis());
    Display shown = Display.nothing();
    List<Snippet> defined = new ArrayList<>();
    while (cell.advance()) {
      for (SnippetEvent event : shell.eval(cell.snippet())) {
        if (event.causeSnippet() != null) {
          continue;
        }
        CellOutcome outcome = outcome(event, cell);
        if (!(outcome instanceof Done done)) {
          return outcome;
        }
        shown = done.shown();
        defined.add(event.snippet());
      }
    }
    return unresolved(defined, new Done(shown));
  }

  /** Stops the running cell, if one is running; harmless otherwise. */
  public void interrupt() {
    interrupted = true;
    shell.stop();
  }

  /** Ways to go on at an offset of the source. */
  public Completions completions(String source, int offset) {
    int[] anchor = {offset};
    List<String> words =
        shell.sourceCodeAnalysis().completionSuggestions(source, offset, anchor).stream()
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new Completions(words, anchor[0], offset);
  }

  /** Whether a source could run as it stands. */
  public Completeness completeness(String source) {
    String rest = source;
    while (!rest.isBlank()) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      Completeness completeness = Completeness.of(info.completeness());
      if (completeness != Completeness.COMPLETE) {
        return completeness;
      }
      rest = info.remaining();
    }
    return Completeness.COMPLETE;
  }

  @Override
  public void close() {
    shell.close();
  }

  private CellOutcome outcome(SnippetEvent event, CellSource cell) {
    if (interrupted) {
      return new Failed(cell.line(), Failed.INTERRUPTED, "the cell was stopped", List.of());
    }
    if (event.status() == Snippet.Status.REJECTED) {
      return Failures.ofDiagnostics(shell.diagnostics(event.snippet()).toList(), cell);
    }
    JShellException exception = event.exception();
    if (exception != null) {
      return Failures.ofException(exception, cell.line());
    }
    try {
      return new Done(cell.endsInExpression() ? display(event.snippet()) : Display.nothing());
    } catch (RuntimeException e) {
      return Failures.ofShowing(e, cell.line());
    }
  }

  private Display display(Snippet snippet) {
    try {
      return switch (snippet.subKind()) {
        case TEMP_VAR_EXPRESSION_SUBKIND ->
            Display.of(execution.keptValue(((VarSnippet) snippet).name()));
        case VAR_VALUE_SUBKIND -> Display.of(execution.readAgain());
        default -> Display.nothing();
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("JShell keeps values elsewhere on this Java version", e);
    }
  }

  /* A definition may use a later one of the same cell, but nothing may stay open at its end. */
  private CellOutcome unresolved(List<Snippet> defined, CellOutcome otherwise) {
    for (Snippet snippet : defined) {
      if (snippet instanceof DeclarationSnippet declaration
          && shell.status(snippet) != Snippet.Status.VALID
          && shell.status(snippet).isActive()) {
        String missing = String.join(", ", shell.unresolvedDependencies(declaration).toList());
        return new Failed(1, Failed.DOES_NOT_COMPILE, "not defined: " + missing, List.of());
      }
    }
    return otherwise;
  }
}
