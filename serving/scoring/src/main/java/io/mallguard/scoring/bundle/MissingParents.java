package io.mallguard.scoring.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The folders above a target that are not there yet: made, and gone again unless kept. */
final class MissingParents implements AutoCloseable {
  /* The deepest first. */
  private final Deque<Path> missing;
  private boolean kept;

  private MissingParents(Deque<Path> missing) {
    this.missing = missing;
  }

  static MissingParents of(Path target) {
    Deque<Path> missing = new ArrayDeque<>();
    Path parent = target.getParent();
    while (parent != null && !Files.exists(parent)) {
      missing.addLast(parent);
      parent = parent.getParent();
    }
    return new MissingParents(missing);
  }

  void make() throws IOException {
    if (!missing.isEmpty()) {
      Files.createDirectories(missing.getFirst());
    }
  }

  void keep() {
    kept = true;
  }

  /** Removes the empty ones; what somebody has filled meanwhile stays. */
  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    for (Path folder : missing) {
      if (Files.isDirectory(folder) && !hasEntries(folder)) {
        Files.delete(folder);
      }
    }
  }

  private static boolean hasEntries(Path folder) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      return entries.iterator().hasNext();
    }
  }
}
