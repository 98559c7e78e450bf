package io.mallguard.notebooks.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The class path of this process, which cells see as well. */
public final class ClassPath {
  private ClassPath() {}

  /** Existing folders and jars of the class path, in order, absolute. */
  public static List<Path> current() {
    /* Surefire may hide the class path in a manifest; it then says here what it was. */
    String joined =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(joined)
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(Files::exists)
        .toList();
  }
}
