package io.mallguard.features.schema;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.ReferenceTable;
import io.mallguard.features.expression.Tables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The reference tables of a schema as expressions read them. */
public final class SchemaTables {
  private SchemaTables() {}

  /** All tables of a schema. */
  public static Tables of(EventSchema schema) {
    return of(schema.tables());
  }

  static Tables of(List<ReferenceTable> tables) {
    Map<String, Tables.Table> byName = new TreeMap<>();
    for (ReferenceTable table : tables) {
      Map<String, List<Double>> rows = new TreeMap<>();
      for (int i = 0; i < table.size(); i++) {
        rows.put(table.key(i), row(table, i));
      }
      byName.put(table.name(), Tables.Table.of(table.columns(), rows));
    }
    return Tables.of(byName);
  }

  private static List<Double> row(ReferenceTable table, int row) {
    return IntStream.range(0, table.columns().size())
        .mapToObj(column -> table.value(row, column))
        .toList();
  }
}
