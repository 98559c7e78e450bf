package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Agg;
import io.mallguard.features.proof.Spec.Feature;
import io.mallguard.features.proof.Spec.Input;
import io.mallguard.features.proof.Spec.Plain;
import io.mallguard.features.proof.Spec.Ratio;
import io.mallguard.features.proof.World.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SQL of one column. Windows are frames over an order key of time and rank within the instant,
 * so that later events of the same instant stay out; what changes after an event (marks, corrected
 * labels) or is coarse is a join instead.
 *
 * @param window index of the feature's window
 */
record SqlText(Spec spec, Feature feature, int window) {
  /** Events with fold time, rank within it, and order key. */
  static final String EVENTS =
      """
      CREATE OR REPLACE TABLE ev AS
      WITH folded AS (
        SELECT *, max(CASE WHEN subject_id IS NOT NULL THEN observed_at
                      ELSE least(occurred_at, observed_at) END) OVER (ORDER BY seq) AS ft
        FROM raw),
      ranked AS (
        SELECT *, row_number() OVER (PARTITION BY ft ORDER BY seq) - 1 AS rnk FROM folded)
      SELECT *, ft * 4096 + rnk AS o FROM ranked
      """;

  /** From which label to which a subject is marked. */
  static final String LABELS =
      """
      CREATE OR REPLACE TABLE lab AS
      SELECT subject_id AS subject, seq AS from_seq, verdict = 'fraud' AS fraud,
        coalesce(lead(seq) OVER (PARTITION BY subject_id ORDER BY seq), 1000000) AS to_seq
      FROM ev WHERE subject_id IS NOT NULL
      """;

  /** Whether SQL can say by which key events of a type read. */
  boolean isSayable(EventKind type) {
    boolean compared = feature.agg().word().equals("equal");
    if (compared && !RandomExprs.types(feature.lane().events()).contains(type.name())) {
      return false;
    }
    return feature.lane().key().stream()
        .allMatch(part -> path(part, readRole(type), type).filter(p -> p.contains(".")).isEmpty());
  }

  String text() {
    boolean joined =
        feature.resolutionMillis() > 0
            || feature.lane().events().contains("label")
            || (feature.agg().where() != null
                && feature.agg().where().names().anyMatch("fraud"::equals));
    return joined ? byJoin() : byFrame();
  }

  private String byFrame() {
    String partition = feature.agg().word().equals("equal") ? "key, v" : "key";
    return """
        WITH e AS (%s), r AS (%s),
        u AS (SELECT key, o, rnk, ft, seq, tag, ok, v, '' AS event_id FROM e
              UNION ALL SELECT key, o, rnk, ft, seq, 0, false, %s, event_id FROM r)
        SELECT event_id, %s FROM (
          SELECT event_id, ft, tag, %s FROM u
          WINDOW w AS (PARTITION BY %s ORDER BY o RANGE BETWEEN %s AND %s)) WHERE tag = 0
        """
        .formatted(
            entries(false),
            reads(),
            feature.agg().word().equals("equal") ? "own" : "null",
            result("ft"),
            numbers("OVER w", "ok"),
            partition,
            frameStart(),
            frameEnd());
  }

  private String frameStart() {
    long length = spec.windowMillis(feature, window);
    return length == Span.LIFE
        ? "UNBOUNDED PRECEDING"
        : ((feature.delayMillis() + length - 1) * 4096) + " + rnk PRECEDING";
  }

  private String frameEnd() {
    if (feature.delayMillis() > 0) {
      return (feature.delayMillis() * 4096 - 4095) + " + rnk PRECEDING";
    }
    return feature.includeCurrent() ? "CURRENT ROW" : "1 PRECEDING";
  }

  private String byJoin() {
    String ok = marked() ? "(ok AND coalesce(fraud, false))" : "ok";
    if (feature.agg() instanceof Plain plain && plain.where() instanceof Expr.Binary both) {
      ok =
          marked()
              ? "(ok AND coalesce(fraud, false) AND coalesce(" + both.right().sql() + ", false))"
              : ok;
    }
    String equal = feature.agg().word().equals("equal") ? " AND e.v = r.own" : "";
    return """
        WITH e AS (%s), r AS (%s),
        j AS (SELECT e.*, r.event_id AS reader, r.ft AS now FROM r LEFT JOIN e
              ON e.key = r.key AND e.seq %s r.seq AND %s%s
              AND (e.gone_seq IS NULL OR e.gone_seq >= r.seq)),
        m AS (SELECT j.*, lab.fraud FROM j JOIN ev reading ON reading.event_id = j.reader
              LEFT JOIN lab ON lab.subject = j.own_id AND j.marked AND lab.from_seq > j.seq
                AND lab.from_seq < reading.seq AND lab.to_seq >= reading.seq)
        SELECT reader, %s FROM (SELECT reader, now, %s FROM m GROUP BY reader, now)
        """
        .formatted(
            entries(true),
            reads(),
            feature.includeCurrent() ? "<=" : "<",
            inside(),
            equal,
            result("now"),
            numbers("", ok));
  }

  private boolean marked() {
    Expr where = feature.agg().where();
    return where != null && where.names().anyMatch("fraud"::equals);
  }

  private String inside() {
    long length = spec.windowMillis(feature, window);
    long delay = feature.delayMillis();
    long resolution = feature.resolutionMillis();
    String time =
        resolution == 0
            ? "e.ft"
            : "((e.ft // %d) * %d + %d)".formatted(resolution, resolution, resolution);
    String end = resolution > 0 && delay == 0 ? "true" : time + " <= r.ft - " + delay;
    String start = length == Span.LIFE ? "true" : time + " > r.ft - " + (delay + length);
    return "(" + end + " AND " + start + ")";
  }

  private String entries(boolean joined) {
    List<String> queries = new ArrayList<>();
    Agg agg = feature.agg();
    if (agg instanceof Ratio ratio) {
      queries.add(entries(ratio.numerator().event(), ratio.numerator(), 1, joined));
      queries.add(entries(ratio.denominator().event(), ratio.denominator(), 2, joined));
    } else {
      Input input = new Input("", agg.of(), marked() ? null : agg.where());
      feature.lane().events().forEach(event -> queries.add(entries(event, input, 1, joined)));
    }
    return String.join(" UNION ALL ", queries);
  }

  private String entries(String source, Input input, int tag, boolean joined) {
    String[] parts = (source + "/").split("/", 2);
    EventKind type = spec.world().type(parts[0]);
    String key = key(parts[1].replace("/", ""), type).orElse("NULL");
    Expr of = input.of();
    String value = of == null ? "0" : of.sql();
    String ok = input.where() == null ? "true" : "coalesce(" + input.where().sql() + ", false)";
    String subject =
        key.contains("s.")
            ? " JOIN ev s ON s.event_type = '%s' AND s.own_id = ev.subject_id AND s.seq < ev.seq AND ev.ft - s.ft <= %d"
                .formatted(type.subject(), spec.subjectKeepMillis(type.subject()))
            : "";
    String more =
        joined
            ? ", ev.* EXCLUDE (o, rnk, ft, seq),"
                + " (SELECT min(g.seq) FROM ev g WHERE g.supersedes = ev.event_id) AS gone_seq, "
                + !type.marked().isEmpty()
                + " AS marked"
            : "";
    return "SELECT %s AS key, ev.o, ev.rnk, ev.ft, ev.seq, %d AS tag, %s AS ok, %s AS v%s FROM ev%s WHERE ev.event_type = '%s' AND %s IS NOT NULL"
        .formatted(
            key,
            tag,
            qualified(ok, subject),
            qualified(value, subject),
            more,
            subject,
            type.name(),
            key);
  }

  /** With a second table in the query, names are those of the event. */
  private static String qualified(String sql, String subject) {
    return subject.isEmpty()
        ? sql
        : sql.replaceAll("(?<!['.\\w])([a-z]+_[a-z_]+|verdict|origin)(?!['\\w])", "ev.$1");
  }

  private String reads() {
    List<String> queries = new ArrayList<>();
    for (EventKind type : spec.world().types()) {
      Optional<String> key =
          type.scored() && isSayable(type) ? key(readRole(type), type) : Optional.empty();
      if (key.isPresent()) {
        Expr of = feature.agg().of();
        boolean owned =
            of != null
                && of.names().allMatch(n -> n.equals("occurred_at") || type.field(n).isPresent());
        queries.add(
            "SELECT event_id, %s AS key, o, rnk, ft, seq, %s AS own FROM ev WHERE event_type = '%s' AND %s IS NOT NULL"
                .formatted(
                    key.get(), owned && of != null ? of.sql() : "NULL", type.name(), key.get()));
      }
    }
    return queries.isEmpty()
        ? "SELECT event_id, '' AS key, o, rnk, ft, seq, NULL AS own FROM ev WHERE false"
        : String.join(" UNION ALL ", queries);
  }

  private String readRole(EventKind type) {
    if (!feature.lane().role().isEmpty()) {
      return feature.lane().role();
    }
    return feature.lane().events().stream()
        .filter(e -> e.startsWith(type.name() + "/"))
        .map(e -> e.substring(type.name().length() + 1))
        .findFirst()
        .orElse("");
  }

  private Optional<String> key(String role, EventKind type) {
    List<String> parts = new ArrayList<>();
    for (String part : feature.lane().key()) {
      Optional<String> path = path(part, role, type);
      if (path.isEmpty()) {
        return path;
      }
      parts.add(path.get());
    }
    return Optional.of(String.join(" || chr(1) || ", parts));
  }

  private Optional<String> path(String part, String role, EventKind type) {
    Map<String, String> roles = spec.world().roles().getOrDefault(type.name(), Map.of());
    if (part.contains("/")) {
      return Optional.ofNullable(roles.get(part));
    }
    if (!spec.world().entities().contains(part)) {
      return type.field(part).map(f -> f.name());
    }
    if (!role.isEmpty()) {
      return Optional.ofNullable(roles.get(part + "/" + role));
    }
    String declared = roles.get(part);
    if (declared != null) {
      return Optional.of(declared);
    }
    List<String> fields =
        type.fields().stream().filter(f -> f.entity().equals(part)).map(f -> f.name()).toList();
    if (fields.isEmpty() && !type.subject().isEmpty()) {
      return path(part, role, spec.world().type(type.subject())).map(p -> "s." + p);
    }
    return fields.size() == 1 ? Optional.of(fields.get(0)) : Optional.empty();
  }

  private String numbers(String over, String ok) {
    String in = "FILTER (WHERE tag = 1 AND %s AND v IS NOT NULL) %s".formatted(ok, over);
    String all = "FILTER (WHERE tag = 1) " + over;
    String second = "FILTER (WHERE tag = 2 AND ok AND v IS NOT NULL) " + over;
    return switch (feature.agg().word()) {
      case "count", "equal" -> "count(v) %s AS n".formatted(in);
      case "sum", "mean" -> "count(v) %s AS n, sum(v) %s AS s".formatted(in, in);
      case "std" ->
          "count(v) %s AS n, sum(v) %s AS s, sum(v::HUGEINT * v) %s AS q".formatted(in, in, in);
      case "min" -> "min(v) %s AS x".formatted(in);
      case "max" -> "max(v) %s AS x".formatted(in);
      case "distinct" -> "count(DISTINCT v) %s AS n".formatted(in);
      case "share" -> "count(v) %s AS a, count(*) %s AS n".formatted(in, all);
      case "time_since_last" -> "max(ft) %s AS x".formatted(in);
      case "time_since_first" -> "min(ft) %s AS x".formatted(in);
      case "top_share" ->
          "list_max(map_values(histogram(v) %s)) AS a, count(v) %s AS n".formatted(in, in);
      case "ratio" ->
          "count(v) %1$s AS a, sum(v) %1$s AS s, count(v) %2$s AS n, sum(v) %2$s AS t"
              .formatted(in, second);
      default -> throw new IllegalArgumentException(feature.agg().word());
    };
  }

  private String result(String now) {
    String empty =
        Double.isNaN(feature.whenEmpty()) ? "'NaN'::DOUBLE" : feature.whenEmpty() + "::DOUBLE";
    return switch (feature.agg().word()) {
      case "count", "equal", "distinct" -> "n::DOUBLE";
      case "sum" -> "coalesce(s, 0)::BIGINT::DOUBLE";
      case "mean" ->
          "CASE WHEN n = 0 THEN %s ELSE s::BIGINT::DOUBLE / n::DOUBLE END".formatted(empty);
      case "std" ->
          "CASE WHEN n < 2 THEN 'NaN'::DOUBLE ELSE sqrt((n * q - s * s)::BIGINT::DOUBLE / (n * (n - 1))::DOUBLE) END";
      case "min", "max" -> "coalesce(x::DOUBLE, %s)".formatted(empty);
      case "share", "top_share" ->
          "CASE WHEN n = 0 THEN %s ELSE a::DOUBLE / n::DOUBLE END".formatted(empty);
      case "time_since_last", "time_since_first" ->
          "coalesce((%s - x)::DOUBLE / 1000.0::DOUBLE, 'NaN'::DOUBLE)".formatted(now);
      case "ratio" -> ratio(empty);
      default -> throw new IllegalArgumentException(feature.agg().word());
    };
  }

  private String ratio(String empty) {
    boolean sums = feature.agg() instanceof Ratio ratio && ratio.numeratorWord().equals("sum");
    String top = sums ? "coalesce(s, 0)::BIGINT::DOUBLE" : "a::DOUBLE";
    String bottom = sums ? "coalesce(t, 0)::BIGINT::DOUBLE" : "n::DOUBLE";
    return "CASE WHEN %s = 0 THEN %s ELSE %s / %s END".formatted(bottom, empty, top, bottom);
  }
}
