package io.mallguard.notebooks.show;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A place for the files of a notebook, the same for Jupyter and Maven, whose working directories
 * differ.
 */
public final class WorkFolder {
  private WorkFolder() {}

  /** A new empty folder, gone when this process ends. */
  public static Path create() throws IOException {
    Path folder = Files.createTempDirectory("mallguard-notebook");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    return folder;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      /* Nobody is left to tell, and the system clears its temporary folder itself. */
    }
  }
}
