package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.ReferenceTable;
import io.mallguard.features.expression.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference tables of a schema as expressions and divergences read them. */
final class SchemaTables {
  private SchemaTables() {}

  static Tables of(EventSchema schema) {
    Map<String, Tables.Table> byName = new LinkedHashMap<>();
    for (ReferenceTable table : schema.tables()) {
      Map<String, List<Double>> rows = new LinkedHashMap<>();
      for (int row = 0; row < table.size(); row++) {
        List<Double> cells = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
          cells.add(table.value(row, column));
        }
        rows.put(table.key(row), cells);
      }
      byName.put(table.name(), Tables.Table.of(table.columns(), rows));
    }
    return Tables.of(byName);
  }

  static List<String> names(EventSchema schema) {
    return schema.tables().stream().map(ReferenceTable::name).toList();
  }

  /** A fixed distribution: the only column by whole numbers from 0 on; empty if it is none. */
  static List<Double> shares(ReferenceTable table, int bins) {
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
