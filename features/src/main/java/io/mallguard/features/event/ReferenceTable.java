package io.mallguard.features.event;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that belong to a schema, by key: where a city lies, what a category is worth. Immutable,
 * safe for use by many threads.
 */
public final class ReferenceTable {
  private final String name;
  private final List<String> columns;
  private final String[] keys;
  private final double[][] rows;
  private final String sha256;

  /**
   * Builds a table; the arrays are not copied and must not be changed afterwards.
   *
   * @param name snake_case name
   * @param columns names of the columns, at least one
   * @param keys strictly ascending
   * @param rows per key one finite number per column
   * @param sha256 of the content, lower-case hex; equal tables have equal digests
   */
  public ReferenceTable(
      String name, List<String> columns, String[] keys, double[][] rows, String sha256) {
    if (keys.length != rows.length) {
      throw new IllegalArgumentException(rows.length + " rows, must be one per key");
    }
    this.name = name;
    this.columns = List.copyOf(columns);
    this.keys = keys;
    this.rows = rows;
    this.sha256 = sha256;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Names of its columns. */
  public List<String> columns() {
    return columns;
  }

  /** How many keys it has. */
  public int size() {
    return keys.length;
  }

  /** A key; keys ascend. */
  public String key(int row) {
    return keys[row];
  }

  /** A finite number. */
  public double value(int row, int column) {
    return rows[row][column];
  }

  /** The row of a key, or a negative number. */
  public int find(String key) {
    return Arrays.binarySearch(keys, key);
  }

  /** SHA-256 of the content, lower-case hex. */
  public String sha256() {
    return sha256;
  }

  /** Same name, columns and content. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReferenceTable that
        && name.equals(that.name)
        && columns.equals(that.columns)
        && sha256.equals(that.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return name + " " + columns + ", " + keys.length + " keys";
  }
}
