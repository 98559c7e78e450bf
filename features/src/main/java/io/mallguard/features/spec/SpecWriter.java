package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Quoted;
import java.util.List;

/**
 * The canonical YAML form of a spec: filters written out, one feature per window, defaults spelled
 * out. {@link SpecReader} reads it back to the same spec.
 */
final class SpecWriter {
  private SpecWriter() {}

  static String write(
      String name, int version, EventSchema schema, FeatureReader reader, List<String> sections) {
    StringBuilder out = new StringBuilder();
    out.append("spec: ").append(name).append('\n');
    out.append("version: ").append(version).append('\n');
    out.append("schema: ").append(schema.name()).append('\n');
    out.append("defaults: {idle_ttl: ")
        .append(Durations.write(reader.idleTtlMillis()))
        .append("}\n");
    for (String section : sections) {
      out.append(section).append(":\n");
      reader.canonicalSection(section).forEach(line -> out.append(line).append('\n'));
    }
    return out.toString();
  }

  static String derived(String name, String event, String expression, String unit, String meaning) {
    return "  - {name: "
        + name
        + ", event: "
        + event
        + ", expr: "
        + Quoted.of(expression)
        + described(unit, meaning);
  }

  static String aggregate(AggregateReader.Compiled feature, String unit, String meaning) {
    Column.Aggregate column = feature.column();
    StringBuilder out = new StringBuilder();
    out.append("  - {name: ").append(feature.name()).append(", key: ").append(feature.key());
    out.append(", event: ").append(feature.event());
    out.append(", agg: ").append(column.aggregation().word());
    if (!feature.of().isEmpty()) {
      out.append(", of: ").append(feature.of());
    }
    if (!feature.where().isEmpty()) {
      out.append(", where: ").append(Quoted.of(feature.where()));
    }
    out.append(", window: ").append(Durations.write(feature.window().lengthMillis()));
    if (feature.window().delayMillis() > 0) {
      out.append(", delay: ").append(Durations.write(feature.window().delayMillis()));
    } else {
      out.append(", include_current: ").append(column.includeCurrent());
    }
    if (column.denominator() >= 0 && !Double.isNaN(column.whenEmpty())) {
      out.append(", when_empty: ").append(column.whenEmpty());
    }
    return out + described(unit, meaning);
  }

  private static String described(String unit, String meaning) {
    return ", unit: " + Quoted.of(unit) + ", meaning: " + Quoted.of(meaning) + "}";
  }
}
