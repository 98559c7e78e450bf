package io.mallguard.features.expression;

import io.mallguard.features.event.Field;

/** Reads of reference tables. */
final class TableReads {
  private static final String LATITUDE = Distance.COLUMNS.get(0);
  private static final String LONGITUDE = Distance.COLUMNS.get(1);

  private TableReads() {}

  /** The row of a key, absent if there is none. */
  static Whole row(Tables.Table table, Whole keyHash) {
    return (slots, row) -> {
      int found = table.row(keyHash.at(slots, row));
      return found < 0 ? Field.ABSENT : found;
    };
  }

  /** A number by key, missing if there is none. */
  static Real value(Tables.Table table, int column, Whole keyHash) {
    return (slots, row) ->
        RealArithmetic.finite(table.value(table.row(keyHash.at(slots, row)), column));
  }

  /** Kilometres between the places of two rows, missing if there is no such row. */
  static Real distanceKm(Tables.Table table, Whole from, Whole to) {
    int latitude = table.columns().indexOf(LATITUDE);
    int longitude = table.columns().indexOf(LONGITUDE);
    return (slots, row) -> {
      int a = legalRow(table, from.at(slots, row));
      int b = legalRow(table, to.at(slots, row));
      return Distance.km(
          table.value(a, latitude),
          table.value(a, longitude),
          table.value(b, latitude),
          table.value(b, longitude));
    };
  }

  private static int legalRow(Tables.Table table, long row) {
    return row < 0 || row >= table.keys().size() ? -1 : (int) row;
  }
}
