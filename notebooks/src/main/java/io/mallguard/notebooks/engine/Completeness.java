package io.mallguard.notebooks.engine;

import jdk.jshell.SourceCodeAnalysis;

/** Whether a source could run as it stands. */
public enum Completeness {
  /** It could. */
  COMPLETE,
  /** More has to follow. */
  INCOMPLETE,
  /** Nothing that follows makes it right. */
  INVALID;

  static Completeness of(SourceCodeAnalysis.Completeness completeness) {
    return switch (completeness) {
      case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> COMPLETE;
      case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> INCOMPLETE;
      case UNKNOWN -> INVALID;
    };
  }
}
