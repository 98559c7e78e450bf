package io.mallguard.training.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Puts files under their names as wholes, all of them or, but for a crash, none. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes beside the file, forces it to disk, and moves it into place. */
  public static void write(Path file, byte[] bytes) throws IOException {
    writeAll(Map.of(file, bytes));
  }

  /** Writes beside the files, forces all of them to disk, and only then moves them into place. */
  public static void writeAll(Map<Path, byte[]> files) throws IOException {
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        writeAndForce(partial(file.getKey()), file.getValue());
      }
      for (Path file : files.keySet()) {
        Files.move(
            partial(file),
            file,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (Path file : files.keySet()) {
        Files.deleteIfExists(partial(file));
      }
    }
  }

  private static Path partial(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".partial");
  }

  private static void writeAndForce(Path file, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    }
  }
}
