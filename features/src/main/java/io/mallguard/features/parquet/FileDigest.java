package io.mallguard.features.parquet;

import io.mallguard.features.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Size and SHA-256 of a file's bytes. Immutable.
 *
 * @param bytes size of the file
 * @param sha256 lower-case hex
 */
record FileDigest(long bytes, String sha256) {
  private static final int BUFFER_BYTES = 1 << 16;

  static FileDigest of(Path file) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        size += n;
      }
    }
    return new FileDigest(size, HexFormat.of().formatHex(digest.digest()));
  }
}
