package io.mallguard.features;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of public test data beside the checkout. A test that needs it is skipped with the
 * reason where it is absent, and fails with {@code CI=true}.
 */
public final class SharedFolder {
  private SharedFolder() {}

  /** A file or folder of the shared folder. */
  public static Path file(String relative) {
    Path path = root().resolve(relative).normalize();
    if (!Files.exists(path)) {
      String reason = "no test data at " + path + " (MALLGUARD_SHARED names the shared folder)";
      System.err.println("SKIPPED: " + reason);
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(reason);
      }
      Assumptions.abort(reason);
    }
    return path;
  }

  private static Path root() {
    String override = System.getenv("MALLGUARD_SHARED");
    return Path.of(
            override == null ? System.getProperty("mallguard.shared", "../shared") : override)
        .toAbsolutePath();
  }
}
