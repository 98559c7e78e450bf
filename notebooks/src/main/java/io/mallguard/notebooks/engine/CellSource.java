package io.mallguard.notebooks.engine;

import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Cuts a cell into the snippets that JShell takes one at a time. One owner thread. */
final class CellSource {
  private final SourceCodeAnalysis analysis;
  private String rest;
  private String snippet = "";
  private boolean endsInExpression;
  private int line = 1;
  private int restLine = 1;

  CellSource(String source, SourceCodeAnalysis analysis) {
    this.analysis = analysis;
    rest = source.stripTrailing();
  }

  /** Moves to the next snippet; false if there is none. */
  boolean advance() {
    String stripped = rest.stripLeading();
    line = restLine + linesIn(rest, rest.length() - stripped.length());
    CompletionInfo info = analysis.analyzeCompletion(stripped);
    if (info.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
      return false;
    }
    /* What is not complete goes to the compiler whole, which then says what is missing. */
    boolean complete = info.completeness().isComplete();
    snippet = complete ? info.source() : stripped;
    rest = complete ? info.remaining() : "";
    int consumed = stripped.length() - rest.length();
    endsInExpression = !stripped.substring(0, consumed).stripTrailing().endsWith(";");
    restLine = line + linesIn(stripped, consumed);
    return true;
  }

  /** The snippet. */
  String snippet() {
    return snippet;
  }

  /** The line of the cell that the snippet starts in, from 1. */
  int line() {
    return line;
  }

  /** The line of the cell at an offset of the snippet, from 1. */
  int lineAt(long offset) {
    return line + linesIn(snippet, (int) Math.min(Math.max(offset, 0), snippet.length()));
  }

  /** Whether the snippet is written without a semicolon at its end. */
  boolean endsInExpression() {
    return endsInExpression;
  }

  private static int linesIn(String text, int end) {
    return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
