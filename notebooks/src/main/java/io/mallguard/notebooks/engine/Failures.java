package io.mallguard.notebooks.engine;

import io.mallguard.notebooks.engine.CellOutcome.Failed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;

/** Says in a cell's own terms what JShell reports. */
final class Failures {
  private Failures() {}

  static Failed ofDiagnostics(List<Diag> diagnostics, CellSource cell) {
    List<Diag> errors = diagnostics.stream().filter(Diag::isError).toList();
    int line = errors.isEmpty() ? cell.line() : cell.lineAt(errors.get(0).getPosition());
    String message =
        errors.stream()
            .map(e -> "line " + cell.lineAt(e.getPosition()) + ": " + words(e))
            .collect(Collectors.joining("\n"));
    return new Failed(line, Failed.DOES_NOT_COMPILE, message, List.of());
  }

  static Failed ofException(JShellException exception, int line) {
    String kind =
        exception instanceof EvalException thrown
            ? thrown.getExceptionClassName()
            : exception.getClass().getName();
    String message = Objects.toString(exception.getMessage(), "");
    Throwable cause = exception.getCause();
    String because = cause instanceof JShellException ? "\ncaused by " + cause.getMessage() : "";
    return new Failed(line, kind, message + because, frames(exception));
  }

  /** A value whose own code fails when it is asked how it looks. */
  static Failed ofShowing(RuntimeException exception, int line) {
    String message = "while the value was shown: " + exception.getMessage();
    return new Failed(line, exception.getClass().getName(), message, List.of());
  }

  /* Frames below the last one of a snippet are JShell's own. */
  private static List<String> frames(JShellException exception) {
    List<StackTraceElement> all = Arrays.asList(exception.getStackTrace());
    int end = all.size();
    while (end > 0 && !isSnippet(all.get(end - 1))) {
      end--;
    }
    return all.subList(0, end).stream().map(frame -> "at " + frame).toList();
  }

  private static boolean isSnippet(StackTraceElement frame) {
    return Objects.toString(frame.getFileName(), "").startsWith("#");
  }

  private static String words(Diag error) {
    return error.getMessage(Locale.ROOT).strip();
  }
}
