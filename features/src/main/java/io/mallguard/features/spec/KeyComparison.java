package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Map;

/**
 * A divergence from another key: internal columns with the share of every bin of both, and one that
 * says what they come to.
 */
final class KeyComparison {
  private KeyComparison() {}

  /** The state of the key that is compared with must last as long as it is read. */
  static void check(EntryHead head, Against against, WindowReader windows) {
    if (against.windowMillis() == 0) {
      return;
    }
    long delayMillis = head.map().get("delay").map(n -> n.durationMillis().orElse(0)).orElse(0L);
    String key =
        against
            .key()
            .map(other -> AggregateEntry.keyName(AggregateEntry.family(other.parts())))
            .orElse(head.keyName());
    head.map()
        .get("against")
        .flatMap(YamlNode::map)
        .flatMap(map -> map.get("window"))
        .ifPresent(n -> windows.checkLength(against.windowMillis(), delayMillis, key, n));
  }

  /** The columns of one window. */
  static AggregateReader.Read of(
      EntryHead head,
      String name,
      AggregateEntry entry,
      Map<String, String> written,
      String unit,
      String words) {
    Against.OtherKey key = entry.options().against().key().orElseThrow();
    ColumnDraft.Lane own = part(head, name + "#own", entry.ofBins());
    ColumnDraft.Lane other = part(head, name + "#other", entry.ofBins(key));
    ColumnDraft column =
        new ColumnDraft.Divergence(
            name,
            head.inRow(),
            head.place(),
            own,
            other,
            entry.options().measure(),
            entry.whenEmpty());
    return new AggregateReader.Read(name, column, List.of(own, other), written, unit, words);
  }

  private static ColumnDraft.Lane part(EntryHead head, String name, AggregateEntry entry) {
    return new ColumnDraft.Lane(name, false, head.place(), entry);
  }
}
