package io.mallguard.service.decisions;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A copy of every bundle that decided on a data folder, by its sha256, so that an audit needs
 * nothing else. Bundles read stay in memory: as many as ever decided here. Safe for use by many
 * threads.
 */
public final class BundleArchive {
  private final Path dir;
  private final Map<String, Bundle> read = new ConcurrentHashMap<>();

  /** The archive in a folder. */
  public BundleArchive(Path dir) {
    this.dir = dir;
  }

  /** Makes a bundle available without a copy. */
  public void add(Bundle bundle) {
    read.put(bundle.sha256(), bundle);
  }

  /** Copies a bundle in, unless it is there and whole: a crash may have left a torn copy. */
  public void keep(Bundle bundle, Path from) throws IOException {
    add(bundle);
    Path target = dir.resolve(bundle.sha256());
    if (isWhole(bundle.sha256())) {
      return;
    }
    Path partial = dir.resolve("." + bundle.sha256() + ".partial");
    delete(partial);
    copy(from, partial);
    delete(target);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A bundle that decided here.
   *
   * @throws InvalidInputException if it is not there or not whole
   */
  public Bundle bundle(String sha256) {
    return read.computeIfAbsent(sha256, this::load);
  }

  private Bundle load(String sha256) {
    Path place = dir.resolve(sha256);
    Bundle bundle = BundleReader.read(place);
    if (!bundle.sha256().equals(sha256)) {
      throw InvalidInputException.of(
          "bundle archive",
          new Problem(place.toString(), "other_bundle", bundle.sha256(), "bundle " + sha256));
    }
    return bundle;
  }

  private boolean isWhole(String sha256) {
    try {
      load(sha256);
      return true;
    } catch (InvalidInputException absentOrTorn) {
      return false;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path path : all) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.copy(path, target);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
