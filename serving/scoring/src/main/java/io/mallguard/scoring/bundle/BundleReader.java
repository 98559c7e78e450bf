package io.mallguard.scoring.bundle;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads bundles. Nothing of a file is used before its size and digest were checked, and no bundle
 * is given that does not pass its own self-test. Stateless.
 */
public final class BundleReader {
  private BundleReader() {}

  /**
   * Reads, checks and self-tests a bundle. It is checked in four steps - files, contents, whether
   * they belong together, self-test - and a step that fails ends with all its problems.
   *
   * @param folder the bundle's folder
   * @throws InvalidInputException with every problem; those of the bundle as such have a code of
   *     {@link BundleFault}, and details inside a file follow with that file's own codes
   */
  public static Bundle read(Path folder) {
    Problems problems = new Problems();
    BundleFolder opened = new BundleFolder(folder, problems);
    Optional<Manifest> manifest = opened.manifest();
    Map<BundleFile, byte[]> files = manifest.map(opened::files).orElseGet(Map::of);
    problems.throwIfAny(folder.toString());
    return new BundleAssembly(folder.toString(), manifest.orElseThrow(), files).bundle();
  }
}
