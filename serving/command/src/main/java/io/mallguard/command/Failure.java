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
  String of(Throwable failure) {
    if (isForWantOfMemory(failure)) {
      return "Not enough memory: the Java machine may take "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MiB. Give it more, such as MALLGUARD_JAVA_OPTS=-Xmx8g";
    }
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

  /** Another thread's error comes as the cause of an exception. */
  private static boolean isForWantOfMemory(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
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
