package io.mallguard.command;

import io.mallguard.features.problem.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;

/**
 * What a failure is called. Immutable.
 *
 * @param told failures whose message says all
 * @param out where the command writes, in brackets
 */
record Failure(Set<Class<? extends Exception>> told, String out) {
  String of(Throwable failure) {
    if (cause(failure, OutOfMemoryError.class).isPresent()) {
      return "Not enough memory: the Java machine may take "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MiB. Give it more, such as MALLGUARD_JAVA_OPTS=-Xmx8g";
    }
    Optional<LinkageError> unloaded = cause(failure, LinkageError.class);
    if (unloaded.isPresent()) {
      return "Could not load a library: "
          + unloaded.get().getMessage()
          + ". Native ones are unpacked into "
          + System.getProperty("java.io.tmpdir")
          + "; MALLGUARD_JAVA_OPTS=-Djava.io.tmpdir=DIR takes another folder";
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
  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> what) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (what.isInstance(each)) {
        return Optional.of(what.cast(each));
      }
    }
    return Optional.empty();
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
