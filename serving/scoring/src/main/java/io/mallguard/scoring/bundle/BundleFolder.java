package io.mallguard.scoring.bundle;

import io.mallguard.features.Digests;
import io.mallguard.features.problem.Problems;
import io.mallguard.scoring.bundle.Manifest.FileFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder that claims to be a bundle: gives bytes only after their size and digest were checked,
 * and each file is read once, so that what was checked is what is used. The folder itself may be
 * reached through a link; nothing inside it may be one. One owner thread.
 */
final class BundleFolder {
  private static final Set<String> SUBFOLDERS = Set.of("compiled", "models");
  private static final int MAX_STRANGERS = 100;

  private final Path root;
  private final Problems problems;

  BundleFolder(Path root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /** The manifest, or empty and at least one problem. */
  Optional<Manifest> manifest() {
    if (!Files.isDirectory(root)) {
      String found = Files.exists(root) ? "a file" : "nothing";
      problems.add(BundleFault.MISSING.at(root.toString(), found, "a bundle's folder"));
      return Optional.empty();
    }
    Optional<BasicFileAttributes> manifest = attributes(BundleFile.MANIFEST, BundleFault.MISSING);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    if (manifest.get().size() > Manifest.MAX_BYTES) {
      String legal = "at most " + Manifest.MAX_BYTES + " bytes";
      refuse(BundleFault.FOREIGN, BundleFile.MANIFEST, manifest.get().size() + " bytes", legal);
      return Optional.empty();
    }
    return bytes(BundleFile.MANIFEST, Manifest.MAX_BYTES, Digests.sha256())
        .flatMap(bytes -> new ManifestReader(problems).read(bytes));
  }

  /** Every file as the manifest says, the trainer's own models left out once checked. */
  Map<BundleFile, byte[]> files(Manifest manifest) {
    TreeSet<String> closed = new TreeSet<>();
    listStrangers("", closed);
    SUBFOLDERS.stream().sorted().forEach(folder -> listStrangers(folder + "/", closed));
    Map<BundleFile, byte[]> files = new EnumMap<>(BundleFile.class);
    manifest
        .files()
        .forEach(
            (file, facts) -> {
              if (closed.stream().noneMatch(folder -> file.path().startsWith(folder + "/"))) {
                checked(file, facts).ifPresent(bytes -> files.put(file, bytes));
              }
            });
    return files;
  }

  /* What is in a folder and should not be; subfolders that are none are closed to reading. */
  private void listStrangers(String folder, Set<String> closed) {
    if (!folder.isEmpty() && !isRealFolder(folder.substring(0, folder.length() - 1), closed)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
      Set<String> strangers = new TreeSet<>();
      for (Path entry : entries) {
        String path = folder + entry.getFileName();
        if (!belongs(path) && strangers.size() < MAX_STRANGERS) {
          strangers.add(path);
        }
      }
      strangers.forEach(
          path -> refuse(BundleFault.FOREIGN, path, "a file or folder too many", "absent"));
    } catch (DirectoryIteratorException e) {
      refuse(BundleFault.UNREADABLE, shown(folder), words(e), "readable");
    } catch (IOException e) {
      refuse(BundleFault.UNREADABLE, shown(folder), words(e), "readable");
    }
  }

  private boolean isRealFolder(String folder, Set<String> closed) {
    Path path = root.resolve(folder);
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      closed.add(folder);
      refuse(BundleFault.FOREIGN, folder, "a file or link", "a folder");
    }
    return false;
  }

  private static boolean belongs(String path) {
    return BundleFile.of(path).isPresent()
        || SUBFOLDERS.contains(path)
        || path.equals(BundleFile.MANIFEST)
        || path.equals(BundleFile.RUN);
  }

  private Optional<byte[]> checked(BundleFile file, FileFacts facts) {
    Optional<BasicFileAttributes> attributes = attributes(file.path(), BundleFault.TRUNCATED);
    if (attributes.isEmpty()) {
      return Optional.empty();
    }
    long size = attributes.get().size();
    if (size != facts.bytes()) {
      BundleFault fault = size < facts.bytes() ? BundleFault.TRUNCATED : BundleFault.ALTERED;
      refuse(fault, file.path(), size + " bytes", facts.bytes() + " bytes");
      return Optional.empty();
    }
    MessageDigest digest = Digests.sha256();
    long kept = file.content() == BundleFile.Content.SOURCE ? 0 : size;
    Optional<byte[]> bytes = bytes(file.path(), kept, digest);
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (bytes.isPresent() && !sha256.equals(facts.sha256())) {
      refuse(BundleFault.ALTERED, file.path(), "SHA-256 " + sha256, facts.sha256());
      return Optional.empty();
    }
    return bytes;
  }

  /* The first bytes of a file; all of it goes through the digest. */
  private Optional<byte[]> bytes(String path, long kept, MessageDigest digest) {
    try (DigestInputStream in =
        new DigestInputStream(
            Files.newInputStream(root.resolve(path), LinkOption.NOFOLLOW_LINKS), digest)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(kept));
      in.transferTo(OutputStream.nullOutputStream());
      return Optional.of(bytes);
    } catch (IOException e) {
      refuse(BundleFault.UNREADABLE, path, words(e), "readable");
      return Optional.empty();
    }
  }

  private Optional<BasicFileAttributes> attributes(String path, BundleFault whenGone) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(
              root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        return Optional.of(attributes);
      }
      String found = attributes.isSymbolicLink() ? "a link" : "no regular file";
      refuse(BundleFault.FOREIGN, path, found, "a regular file");
    } catch (NoSuchFileException e) {
      refuse(whenGone, path, "nothing", "there");
    } catch (IOException e) {
      refuse(BundleFault.UNREADABLE, path, words(e), "readable");
    }
    return Optional.empty();
  }

  private void refuse(BundleFault fault, String path, String found, String legal) {
    problems.add(fault.at(path, found, legal));
  }

  private static String shown(String folder) {
    return folder.isEmpty() ? "." : folder;
  }

  private static String words(Exception e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }
}
