package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The manifest's own checksum, without which a bit flipped in a name or a date would go unseen.
 *
 * <pre>
 * {                                   |
 *   "format" : "mallguard-bundle",    | head: what the checksum is of
 *   ...                               |
 *   },
 *   "checksum" : "(SHA-256 of head)"
 * }
 * </pre>
 *
 * The comma, the checksum's line, the brace and one line end are the seal: always the last bytes.
 */
final class ManifestSeal {
  private static final String CLOSE = "\n}";
  private static final Pattern SEAL =
      Pattern.compile(",\n  \"checksum\" : \"([0-9a-f]{64})\"\n\\}\n");
  private static final int SEAL_BYTES = seal("0".repeat(64)).length();

  private ManifestSeal() {}

  static byte[] sealed(ObjectNode json) {
    String open = new String(StrictJson.write(json), StandardCharsets.UTF_8);
    String head = open.substring(0, open.length() - CLOSE.length());
    String checksum = Digests.sha256Hex(head);
    return (head + seal(checksum)).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the bytes end with a seal, whatever checksum it holds. */
  static boolean hasSeal(byte[] bytes) {
    return sealOf(bytes).matches();
  }

  /** Whether the bytes end with a seal that holds the checksum of what is before it. */
  static boolean isIntact(byte[] bytes) {
    Matcher seal = sealOf(bytes);
    return seal.matches()
        && seal.group(1).equals(Digests.sha256Hex(Arrays.copyOf(bytes, bytes.length - SEAL_BYTES)));
  }

  private static Matcher sealOf(byte[] bytes) {
    int from = Math.max(0, bytes.length - SEAL_BYTES);
    return SEAL.matcher(new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1));
  }

  private static String seal(String checksum) {
    return ",\n  \"checksum\" : \"" + checksum + "\"" + CLOSE + "\n";
  }
}
