package io.mallguard.features.plan;

import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.Whole;
import java.util.List;

/**
 * Records of earlier events, found by an id: an event, or the latest word about an entity.
 * Immutable.
 *
 * @param index position in the plan
 * @param name its name in expressions
 * @param keepings which events leave a record
 * @param keepMillis a record older than this is gone, by fold time; {@link Window#LIFE} never
 * @param latest whether a later record of an id replaces the earlier one; else the first stays
 * @param values how many values a record keeps
 * @param fields names of the values, for explanations
 */
public record LookUp(
    int index,
    String name,
    List<Keeping> keepings,
    long keepMillis,
    boolean latest,
    int values,
    List<String> fields) {
  /** Copies the lists. */
  public LookUp {
    keepings = List.copyOf(keepings);
    fields = List.copyOf(fields);
  }

  /**
   * How events of one type leave a record.
   *
   * @param eventType index of the type
   * @param id names the record
   * @param list index of the list of which every element leaves one, or -1
   * @param where which events do
   * @param values what is kept
   */
  public record Keeping(int eventType, Key id, int list, Truth where, List<Whole> values) {
    /** Copies the list. */
    public Keeping {
      values = List.copyOf(values);
    }
  }
}
