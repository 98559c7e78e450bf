package io.mallguard.features.parquet;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is built beside its place and put there whole: either all of it stands under its
 * name or what stood there before. One owner thread.
 */
final class StagedFolder implements AutoCloseable {
  private final Path target;
  private final Path staging;
  private boolean open = true;

  private StagedFolder(Path target, Path staging) {
    this.target = target;
    this.staging = staging;
  }

  /** Starts a folder where nothing, or an empty folder, stands. */
  static StagedFolder create(Path target) throws IOException {
    if (Files.exists(target) && !isEmptyFolder(target)) {
      throw refused(target, "already_exists", "a folder that is not there yet or is empty");
    }
    return beside(target);
  }

  /** Starts a folder that takes the place of nothing or of a whole folder of the same format. */
  static StagedFolder replace(Path target, String format) throws IOException {
    if (Files.exists(target) && !isEmptyFolder(target) && !FolderManifest.is(target, format)) {
      throw refused(target, "not_replaceable", "a " + format + " folder, or nothing");
    }
    return beside(target);
  }

  private static StagedFolder beside(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw refused(target, "not_a_folder_name", "a folder below another one");
    }
    Files.createDirectories(parent);
    String prefix = "." + absolute.getFileName() + ".partial-";
    return new StagedFolder(absolute, freshFolder(parent, prefix));
  }

  /** Not a temporary directory of the JDK: those can't be read by other users once renamed. */
  private static Path freshFolder(Path parent, String prefix) throws IOException {
    for (int i = 0; ; i++) {
      try {
        return Files.createDirectory(parent.resolve(prefix + i));
      } catch (FileAlreadyExistsException taken) {
        // By another process, or left by a killed one: the next number is free.
      }
    }
  }

  /** Where to write. */
  Path path() {
    return staging;
  }

  /** Forces everything to disk and puts the folder in its place. */
  void commit() throws IOException {
    try (Stream<Path> all = Files.walk(staging)) {
      for (Path path : all.toList()) {
        force(path);
      }
    }
    if (Files.exists(target) && !isEmptyFolder(target)) {
      swap();
    } else {
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    }
    force(target.resolveSibling(""));
    open = false;
  }

  private void swap() throws IOException {
    Path old = staging.resolveSibling(staging.getFileName() + "-old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw failure;
    }
    delete(old);
  }

  /** Throws away what was written, unless it was committed. */
  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      delete(staging);
    }
  }

  /** Forces a file's or a folder's content to disk. */
  static void force(Path path) throws IOException {
    StandardOpenOption how =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  private static InvalidInputException refused(Path target, String code, String legal) {
    String found = Files.isDirectory(target) ? "a folder with content" : "a file";
    return InvalidInputException.of(
        target.toString(), new Problem(target.toString(), code, found, legal));
  }
}
