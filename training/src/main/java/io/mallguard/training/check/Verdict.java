package io.mallguard.training.check;

/** What a finding comes to. */
enum Verdict {
  /** Binding and inside. */
  PASS,
  /** Binding and outside: the command's exit code is 1. */
  FAIL,
  /** Inside, not binding. */
  INSIDE,
  /** Outside, not binding. */
  OUTSIDE,
  /** A figure without band, or a band without figure. */
  INFO;

  /** In print. */
  String word() {
    return switch (this) {
      case PASS, FAIL -> name();
      case INSIDE -> "inside";
      case OUTSIDE -> "outside";
      case INFO -> "info";
    };
  }
}
