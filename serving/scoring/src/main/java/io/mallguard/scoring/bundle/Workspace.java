package io.mallguard.scoring.bundle;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder beside the target in which a bundle is built, {@code .NAME.partial}, held under a lock
 * so that two writers never meet there. What a killed process left is cleared away; the lock itself
 * went with that process. Gone after close, whatever happened. One owner thread.
 */
final class Workspace implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path target;
  private final Path folder;
  private final FileChannel channel;

  private Workspace(Path target, Path folder, FileChannel channel) {
    this.target = target;
    this.folder = folder;
    this.channel = channel;
  }

  /** Opens the workspace of a target, an absolute path whose parent exists. */
  static Workspace beside(Path target) throws IOException {
    Path folder = target.resolveSibling("." + target.getFileName() + ".partial");
    Files.createDirectories(folder);
    Workspace workspace = new Workspace(target, folder, lockFile(folder));
    if (!workspace.isLocked()) {
      workspace.channel.close();
      throw new IOException("another process is writing it (" + folder + " is locked)");
    }
    try {
      workspace.clear();
      Files.createDirectory(workspace.bundle());
      return workspace;
    } catch (IOException e) {
      workspace.close();
      throw e;
    }
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      Files.deleteIfExists(folder);
      throw e;
    }
  }

  private boolean isLocked() throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process
    }
  }

  /** The folder the bundle is built in. */
  Path bundle() {
    return folder.resolve("bundle");
  }

  /** Writes one file and makes sure that it is on disk. */
  void write(String path, byte[] content) throws IOException {
    Path file = bundle().resolve(path);
    Files.createDirectories(requireNonNull(file.getParent()));
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  /** Moves the finished bundle to its place in one step. */
  void publish() throws IOException {
    try (var folders = Files.walk(bundle())) {
      for (Path each : folders.filter(Files::isDirectory).toList()) {
        sync(each);
      }
    }
    Files.move(bundle(), target, StandardCopyOption.ATOMIC_MOVE);
    sync(requireNonNull(target.getParent()));
  }

  /* A folder's entries are on disk only after the folder itself is. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void clear() throws IOException {
    if (!Files.exists(bundle())) {
      return;
    }
    Files.walkFileTree(
        bundle(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      clear();
      Files.deleteIfExists(folder.resolve(LOCK));
      Files.deleteIfExists(folder);
    }
  }
}
