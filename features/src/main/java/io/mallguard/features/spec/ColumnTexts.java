package io.mallguard.features.spec;

import io.mallguard.features.Digests;
import io.mallguard.features.event.EventType;
import io.mallguard.features.yaml.YamlNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What expressions mean, as text: filters written out and columns replaced by what they are
 * computed from, so that names do not matter. One owner thread.
 */
final class ColumnTexts {
  private final Filters filters;
  private final Map<String, String> byColumn = new HashMap<>();

  ColumnTexts(Filters filters) {
    this.filters = filters;
  }

  Filters filters() {
    return filters;
  }

  /** Notes what a column is computed from. */
  void put(String column, String definition) {
    byColumn.put(column, "#" + Digests.sha256Hex(definition).substring(0, 16));
  }

  String of(String column) {
    return byColumn.getOrDefault(column, column);
  }

  String of(EventExpressions expressions, EventType type, Optional<String> each, YamlNode node) {
    Set<String> columns = expressions.columnsOf(type, each, node);
    return ExpressionText.replaceNames(
        filters.expand(node.text().orElse("")), name -> columns.contains(name) ? of(name) : name);
  }
}
