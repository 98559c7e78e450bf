package io.mallguard.command;

import io.mallguard.features.problem.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/**
 * What a failure is called. Immutable.
 *
 * @param told failures whose message says all
 * @param out where the command writes, in brackets
 */
record Failure(Set<Class<? extends Exception>> told, String out) {
  String of(Exception failure) {
    if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      return "Stopped before it was done";
    }
    if (failure instanceof InvalidInputException
        || failure instanceof CommandFailedException
        || told.contains(failure.getClass())) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return "Could not read or write: " + failure.getMessage() + reason(failure) + out;
    }
    return "Unexpected: " + failure + " (MALLGUARD_DEBUG=1 shows where)";
  }

  /** What the JDK leaves out of its message. */
  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    if (cause instanceof AccessDeniedException) {
      return ": permission denied";
    }
    return cause instanceof NoSuchFileException ? ": no such file or folder" : "";
  }
}
