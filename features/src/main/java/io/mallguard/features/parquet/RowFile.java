package io.mallguard.features.parquet;

import io.mallguard.features.parquet.Column.Kind;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.spec.FeatureSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One file of a {@link RowFolder}: a row per scored event, sorted by sequence, with some of the
 * features. Immutable.
 *
 * @param name file name
 * @param columns its columns: what the rows belong to, then one real per feature
 * @param features indexes of its features, in the order of the columns
 */
public record RowFile(String name, List<Column> columns, List<Integer> features) {
  /** The place of a row's event in the log; the first column of every file. */
  public static final Column SEQUENCE = Column.required("sequence", Kind.LONG);

  /** The id of a row's event. */
  public static final Column EVENT_ID = Column.required("event_id", Kind.TEXT);

  /** The type of a row's event. */
  public static final Column EVENT_TYPE = Column.required("event_type", Kind.TEXT);

  /** When a row's event happened. */
  public static final Column OCCURRED_AT = Column.required("occurred_at", Kind.TIME);

  /** The fold time of a row's event. */
  public static final Column FOLD_TIME = Column.required("fold_time", Kind.TIME);

  /** Whether a row's event was marked. */
  public static final Column LABEL = Column.optional("label", Kind.BOOL);

  /** Whether a bound cut something off a row. */
  public static final Column TRUNCATED = Column.required("truncated", Kind.BOOL);

  static final List<Column> HEAD =
      List.of(SEQUENCE, EVENT_ID, EVENT_TYPE, OCCURRED_AT, FOLD_TIME, LABEL, TRUNCATED);

  /** As folders before version 3 have it. */
  static final List<Column> EARLIER_HEAD = HEAD.subList(0, HEAD.indexOf(TRUNCATED));

  /** Copies the lists. */
  public RowFile {
    columns = List.copyOf(columns);
    features = List.copyOf(features);
  }

  /**
   * The files of a spec: {@code events.parquet} with what the rows belong to and the derived
   * features, then one per family and stage with features of its own.
   */
  public static List<RowFile> of(FeatureSpec spec) {
    return of(spec, HEAD);
  }

  /** The same with other columns for what the rows belong to. */
  static List<RowFile> of(FeatureSpec spec, List<Column> head) {
    Map<String, List<Integer>> features = new LinkedHashMap<>();
    List<Integer> derived = new ArrayList<>();
    for (int i = 0; i < spec.features().size(); i++) {
      String file = fileOf(spec.plan(), i);
      (file.isEmpty() ? derived : features.computeIfAbsent(file, f -> new ArrayList<>())).add(i);
    }
    List<RowFile> files = new ArrayList<>();
    files.add(of(spec, "events.parquet", head, derived));
    features.forEach((name, of) -> files.add(of(spec, name, List.of(SEQUENCE), of)));
    return files;
  }

  /** A file with everything. */
  static RowFile inOne(String name, FeatureSpec spec) {
    return of(
        spec, name, EARLIER_HEAD, IntStream.range(0, spec.features().size()).boxed().toList());
  }

  private static RowFile of(
      FeatureSpec spec, String name, List<Column> head, List<Integer> features) {
    List<Column> columns = new ArrayList<>(head);
    features.forEach(i -> columns.add(feature(spec, i)));
    return new RowFile(name, columns, features);
  }

  static Column feature(FeatureSpec spec, int feature) {
    return Column.optional(spec.features().get(feature).name(), Kind.REAL);
  }

  /** The file of a column of the plan; empty for derived ones. */
  private static String fileOf(Plan plan, int index) {
    return plan.columns().get(index)
            instanceof io.mallguard.features.plan.Column.Aggregate aggregate
        ? name(plan, aggregate)
        : "";
  }

  private static String name(Plan plan, io.mallguard.features.plan.Column.Aggregate aggregate) {
    Family family = plan.families().get(aggregate.family());
    return name(family.index(), family.lanes().get(aggregate.lane()).stage());
  }

  /** The name of the file with the features of one family in one stage. */
  public static String name(int family, int stage) {
    return String.format(Locale.ROOT, "family-%02d-%d.parquet", family, stage);
  }
}
