package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * What a divergence is compared with: another window, a table, or another key. Immutable.
 *
 * @param windowMillis length of the window, 0 for a table
 * @param table the distribution, empty without
 * @param key the other key, if it is one
 */
record Against(long windowMillis, List<Double> table, Optional<OtherKey> key) {
  static final Against NOTHING = new Against(0, List.of(), Optional.empty());

  Against {
    table = List.copyOf(table);
  }

  /**
   * An entity of the same events by another key.
   *
   * @param place where the key stands
   * @param parts parts of the key
   * @param roles which roles a scored event is read by, empty if it is not said
   * @param windowPlace where the window is written
   */
  record OtherKey(
      YamlNode place, List<YamlNode> parts, List<YamlNode> roles, YamlNode windowPlace) {
    OtherKey {
      parts = List.copyOf(parts);
      roles = List.copyOf(roles);
    }
  }

  /** The same window in the same key. */
  boolean isOwnWindow() {
    return windowMillis > 0 && key.isEmpty();
  }
}
