package io.mallguard.training.history;

import io.mallguard.features.event.ListField;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.Names;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds the names inside the elements of staged lists against the schema. */
final class ListKeys {
  private ListKeys() {}

  /** Refuses every name that no field of the elements has. */
  static void check(Staging staging, ImportColumns columns, Problems problems) throws SQLException {
    Map<String, Set<String>> known = new TreeMap<>();
    for (ListField list : columns.lists()) {
      if (!list.isPlain()) {
        Set<String> names = known.computeIfAbsent(list.name(), name -> new LinkedHashSet<>());
        list.fields().forEach(field -> names.add(field.name()));
      }
    }
    for (Map.Entry<String, Set<String>> list : known.entrySet()) {
      staging.forEach(
          """
          SELECT DISTINCT unnest(json_keys(element)) AS name
          FROM (SELECT unnest(%s) AS element FROM stage) ORDER BY name
          """
              .formatted(SourceColumn.elements(list.getKey())),
          row -> check(list.getKey(), row.getString(1), List.copyOf(list.getValue()), problems));
    }
  }

  private static void check(String list, String name, List<String> known, Problems problems) {
    if (!known.contains(name)) {
      String place = "column " + list + "." + name;
      problems.add(place, "unknown_column", name, Names.oneOf(name, known));
    }
  }
}
