package io.mallguard.service.log;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one folder a running service owns:
 *
 * <pre>
 * lock         held while a service runs on the folder
 * log/         the log
 * log.loading/ history on its way into an empty folder; becomes log/ when it is complete
 * decisions/   decision records by day, YYYY-MM-DD.parquet
 * bundles/     a copy of every bundle that decided here, by its sha256
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel channel;

  private DataFolder(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /**
   * Takes a folder for this process; makes it if it is absent.
   *
   * @throws LogUnavailableException if it can't be written or another process has it
   */
  public static DataFolder take(Path root) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return locked(root, channel);
    } catch (IOException e) {
      String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
      throw new LogUnavailableException(
          root + ": the data folder must be writable (" + why + ")", e);
    }
  }

  private static DataFolder locked(Path root, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DataFolder(root, channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new LogUnavailableException(root + ": this process already uses the data folder", e);
    }
    channel.close();
    throw new LogUnavailableException(root + ": another process uses the data folder");
  }

  /** Where the log is. */
  public Path log() {
    return log(root);
  }

  /** Where the log of a data folder is. */
  public static Path log(Path root) {
    return root.resolve("log");
  }

  /** Where the daily files are. */
  public Path decisions() {
    return root.resolve("decisions");
  }

  /** Where the bundles are that decided here. */
  public Path bundles() {
    return bundles(root);
  }

  /** Where the bundles are that decided in a data folder. */
  public static Path bundles(Path root) {
    return root.resolve("bundles");
  }

  /** What is free on its disk. */
  public long freeBytes() {
    try {
      return Files.getFileStore(root).getUsableSpace();
    } catch (IOException e) {
      throw new LogUnavailableException(root + ": could not ask its disk", e);
    }
  }

  /** Whether a log was begun here. */
  public boolean hasLog() {
    return Files.exists(log());
  }

  /**
   * Refuses to begin an empty log where loading history was cut short.
   *
   * @throws InvalidInputException if it was
   */
  public void refuseHalfLoaded() {
    if (!hasLog() && Files.exists(loading())) {
      throw InvalidInputException.of(
          "data folder",
          new Problem(
              root.toString(),
              "history_cut_short",
              "history that was loaded half-way",
              "started with the same --history again, or emptied"));
    }
  }

  /** An empty place to load history into; what a cut-short load left is removed. */
  public Path beginLoading() throws IOException {
    abandonLoading();
    return loading();
  }

  /** Removes what was loaded so far. */
  public void abandonLoading() throws IOException {
    if (Files.exists(loading())) {
      delete(loading());
    }
  }

  /** Makes the loaded history the log. */
  public void finishLoading() throws IOException {
    Files.move(loading(), log(), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(root)) {
      folder.force(true);
    }
  }

  private Path loading() {
    return root.resolve("log.loading");
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new LogUnavailableException(root + ": could not let the data folder go", e);
    }
  }
}
