package io.mallguard.features.expression;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reference tables: numbers by a text key, such as the coordinates of cities. Part of a schema.
 * Immutable, safe for use by many threads.
 */
public final class Tables {
  /** No tables. */
  public static final Tables NONE = new Tables(new TreeMap<>());

  private final SortedMap<String, Table> byName;

  private Tables(SortedMap<String, Table> byName) {
    this.byName = byName;
  }

  /** Tables by name. */
  public static Tables of(Map<String, Table> byName) {
    return new Tables(Collections.unmodifiableSortedMap(new TreeMap<>(byName)));
  }

  /** A table by name. */
  public Optional<Table> table(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** One table. Immutable, safe for use by many threads. */
  public static final class Table {
    private final List<String> keys;
    private final List<String> columns;
    private final long[] hashes;
    private final int[] rowOfHash;
    private final double[][] values;

    private Table(SortedMap<String, List<Double>> rows, List<String> columns) {
      this.keys = List.copyOf(rows.keySet());
      this.columns = List.copyOf(columns);
      this.values = new double[columns.size()][keys.size()];
      int row = 0;
      for (List<Double> cells : rows.values()) {
        for (int column = 0; column < values.length; column++) {
          values[column][row] = cells.get(column);
        }
        row++;
      }
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        order.add(i);
      }
      order.sort(java.util.Comparator.comparingLong(i -> IdHash.of(keys.get(i))));
      this.hashes = order.stream().mapToLong(i -> IdHash.of(keys.get(i))).toArray();
      this.rowOfHash = order.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * A table.
     *
     * @param columns names of the columns, at least one
     * @param rows one number per column by key, NaN where there is none
     */
    public static Table of(List<String> columns, Map<String, List<Double>> rows) {
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("0 columns, must be at least one");
      }
      for (Map.Entry<String, List<Double>> row : rows.entrySet()) {
        if (row.getValue().size() != columns.size()) {
          throw new IllegalArgumentException(
              row.getValue().size() + " numbers in a row, must be " + columns.size());
        }
      }
      return new Table(new TreeMap<>(rows), columns);
    }

    /** The keys, sorted; a key's position here is its row. */
    public List<String> keys() {
      return keys;
    }

    /** The names of the columns. */
    public List<String> columns() {
      return columns;
    }

    /** The row of a key by its {@link IdHash}, or -1. */
    public int row(long keyHash) {
      int found = keyHash == Field.ABSENT ? -1 : java.util.Arrays.binarySearch(hashes, keyHash);
      return found < 0 ? -1 : rowOfHash[found];
    }

    /** A number, NaN if there is none or the row is -1. */
    public double value(int row, int column) {
      return row < 0 ? Double.NaN : values[column][row];
    }
  }
}
