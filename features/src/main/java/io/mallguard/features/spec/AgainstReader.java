package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.ReferenceTable;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code against}: what a divergence is compared with. */
final class AgainstReader {
  /** Each bin of both keys is a column. */
  private static final int MAX_BINS_OF_KEYS = 100;

  private final EventSchema schema;

  AgainstReader(EventSchema schema) {
    this.schema = schema;
  }

  /**
   * Reads it.
   *
   * @param binsNode where the bins are written
   * @param written receives the canonical form
   */
  Against read(
      Optional<YamlNode> node,
      Optional<YamlNode> binsNode,
      Measure.Bins bins,
      int binCount,
      Map<String, String> written) {
    Optional<YamlMap> map = node.flatMap(YamlNode::map);
    if (map.isEmpty()) {
      return Against.NOTHING;
    }
    Against against = Against.NOTHING;
    if (map.get().has("table")) {
      against = new Against(0, table(map.get(), binCount, written), Optional.empty());
    } else if (map.get().has("key")) {
      if (bins != Measure.Bins.VALUES || binCount > MAX_BINS_OF_KEYS) {
        binsNode.ifPresent(
            n ->
                n.refuse(
                    "unknown_word",
                    "at most values" + MAX_BINS_OF_KEYS + " to compare with another key"));
      }
      against = otherKey(map.get(), written);
    } else {
      OptionalLong millis = millis(map.get());
      millis.ifPresent(m -> written.put("against", "{window: " + Durations.write(m) + "}"));
      against = new Against(millis.orElse(0), List.of(), Optional.empty());
    }
    map.get().refuseOthers();
    return against;
  }

  private static OptionalLong millis(YamlMap map) {
    return map.require("window").map(YamlNode::durationMillis).orElse(OptionalLong.empty());
  }

  private static Against otherKey(YamlMap map, Map<String, String> written) {
    YamlNode place = map.get("key").orElseThrow();
    List<YamlNode> parts = AggregateReader.parts(place);
    List<YamlNode> roles = AggregateReader.texts(map.get("role"));
    OptionalLong millis = millis(map);
    if (parts.isEmpty() || millis.isEmpty()) {
      return Against.NOTHING;
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("key", AggregateReader.written(parts));
    if (!roles.isEmpty()) {
      form.put("role", AggregateReader.written(roles));
    }
    form.put("window", Durations.write(millis.getAsLong()));
    written.put("against", "{" + SpecText.entries(form) + "}");
    YamlNode windowPlace = map.get("window").orElse(place);
    Against.OtherKey key = new Against.OtherKey(place, parts, roles, windowPlace);
    return new Against(millis.getAsLong(), List.of(), Optional.of(key));
  }

  private List<Double> table(YamlMap map, int bins, Map<String, String> written) {
    YamlNode node = map.get("table").orElseThrow();
    List<String> names = schema.tables().stream().map(ReferenceTable::name).toList();
    String name = node.text().orElse("");
    if (!names.contains(name)) {
      node.refuse("unknown_table", Names.oneOf(name, names));
      return List.of();
    }
    written.put("against", "{table: " + Quoted.of(name) + "}");
    List<Double> shares = schema.table(name).map(t -> shares(t, bins)).orElse(List.of());
    if (shares.isEmpty()) {
      node.refuse("wrong_table", "a table of one column, its rows 0 to " + (bins - 1));
    }
    return shares;
  }

  /** A fixed distribution: the only column by whole numbers from 0 on; empty if it is none. */
  private static List<Double> shares(ReferenceTable table, int bins) {
    if (table.columns().size() != 1 || table.size() != bins) {
      return List.of();
    }
    List<Double> shares = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      int row = table.find(Integer.toString(bin));
      if (row < 0 || table.value(row, 0) < 0) {
        return List.of();
      }
      shares.add(table.value(row, 0));
    }
    return shares;
  }
}
