package io.mallguard.features.parquet;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is built beside its place and put there whole: either all of it stands under its
 * name or what stood there before.
 *
 * <pre>
 * .NAME.partial/ gone when this is closed
 *   lock         held by the one process that writes
 *   content/     what will stand under the name
 *   scratch/     what is needed on the way
 *   old/         what stood there, between the two renames of a replacement
 * </pre>
 *
 * What a killed process left is cleared by the next one that writes to the same name; if it was
 * killed between the two renames, the old folder is put back first. One owner thread.
 */
final class StagedFolder implements AutoCloseable {
  private final Path target;
  private final Path work;
  private final FileChannel lock;

  private StagedFolder(Path target, Path work, FileChannel lock) {
    this.target = target;
    this.work = work;
    this.lock = lock;
  }

  /** Starts a folder where nothing, or an empty folder, stands. */
  static StagedFolder create(Path target) throws IOException {
    StagedFolder folder = beside(target);
    if (Files.exists(target) && !isEmptyFolder(target)) {
      folder.close();
      throw refused(target, "already_exists", "a folder that is not there yet or is empty");
    }
    return folder;
  }

  /** Starts a folder that takes the place of nothing or of a whole folder of the same format. */
  static StagedFolder replace(Path target, String format) throws IOException {
    StagedFolder folder = beside(target);
    if (Files.exists(target) && !isEmptyFolder(target) && !FolderManifest.is(target, format)) {
      folder.close();
      throw refused(target, "not_replaceable", "a " + format + " folder, or nothing");
    }
    return folder;
  }

  /** What is found where a folder is missing: nothing, or the folder a killed process put aside. */
  static String foundInPlaceOf(Path target) {
    Path aside = work(target.toAbsolutePath().normalize()).resolve("old");
    return Files.isDirectory(aside)
        ? "nothing: a replacement was cut short, run it again or move back " + aside
        : "nothing";
  }

  private static Path work(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".partial");
  }

  private static StagedFolder beside(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    if (absolute.getParent() == null) {
      throw refused(target, "not_a_folder_name", "a folder below another one");
    }
    Path work = work(absolute);
    Files.createDirectories(work);
    StagedFolder folder = new StagedFolder(absolute, work, locked(work));
    try {
      folder.clear();
      Files.createDirectory(folder.path());
      Files.createDirectory(folder.scratch());
      return folder;
    } catch (IOException failure) {
      folder.close();
      throw failure;
    }
  }

  private static FileChannel locked(Path work) throws IOException {
    FileChannel channel = lockFile(work);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException here) {
      // Another thread of this process has it.
    }
    channel.close();
    throw new IOException("another process is writing it (" + work + " is locked)");
  }

  private static FileChannel lockFile(Path work) throws IOException {
    try {
      return FileChannel.open(
          work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException failure) {
      if (isEmptyFolder(work)) {
        Files.delete(work);
      }
      throw failure;
    }
  }

  /** Puts back what a process had put aside that was killed before it put the new one there. */
  private void restore() throws IOException {
    if (Files.exists(old()) && (!Files.exists(target) || isEmptyFolder(target))) {
      Files.move(old(), target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Where to write. */
  Path path() {
    return work.resolve("content");
  }

  /** An empty folder for what is needed on the way. */
  Path scratch() {
    return work.resolve("scratch");
  }

  private Path old() {
    return work.resolve("old");
  }

  /** Forces everything to disk and puts the folder in its place. */
  void commit() throws IOException {
    try (Stream<Path> all = Files.walk(path())) {
      for (Path each : all.toList()) {
        force(each);
      }
    }
    if (Files.exists(target) && !isEmptyFolder(target)) {
      Files.move(target, old(), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(path(), target, StandardCopyOption.ATOMIC_MOVE);
    force(target.resolveSibling(""));
  }

  /** Throws away everything but what was committed. */
  @Override
  public void close() throws IOException {
    if (!lock.isOpen()) {
      return;
    }
    try (lock) {
      clear();
      Files.deleteIfExists(work.resolve("lock"));
      Files.deleteIfExists(work);
    }
  }

  private void clear() throws IOException {
    restore();
    delete(path());
    delete(scratch());
    delete(old());
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
    if (!Files.exists(folder)) {
      return;
    }
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
