package io.mallguard.features.parquet;

import io.mallguard.features.parquet.Column.Kind;
import io.mallguard.features.spec.FeatureSpec;
import java.util.ArrayList;
import java.util.List;

/** How rows lie in columns: what they belong to, then one real per feature in spec order. */
final class RowColumns {
  static final int SEQUENCE = 0;
  static final int EVENT_ID = 1;
  static final int EVENT_TYPE = 2;
  static final int OCCURRED_AT = 3;
  static final int FOLD_TIME = 4;
  static final int LABEL = 5;
  private static final List<Column> HEAD =
      List.of(
          Column.required("sequence", Kind.LONG),
          Column.required("event_id", Kind.TEXT),
          Column.required("event_type", Kind.TEXT),
          Column.required("occurred_at", Kind.TIME),
          Column.required("fold_time", Kind.TIME),
          Column.optional("label", Kind.BOOL));
  static final int FIRST_FEATURE = HEAD.size();

  private RowColumns() {}

  static List<Column> of(FeatureSpec spec) {
    List<Column> columns = new ArrayList<>(HEAD);
    spec.features().forEach(feature -> columns.add(Column.optional(feature.name(), Kind.REAL)));
    return List.copyOf(columns);
  }
}
