package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Agg;
import io.mallguard.features.proof.Spec.Baseline;
import io.mallguard.features.proof.Spec.Binned;
import io.mallguard.features.proof.Spec.Derived;
import io.mallguard.features.proof.Spec.Feature;
import io.mallguard.features.proof.Spec.Fifo;
import io.mallguard.features.proof.Spec.Grouped;
import io.mallguard.features.proof.Spec.Input;
import io.mallguard.features.proof.Spec.Level;
import io.mallguard.features.proof.Spec.Outcome;
import io.mallguard.features.proof.Spec.Period;
import io.mallguard.features.proof.Spec.Ratio;
import io.mallguard.features.proof.World.Lane;
import io.mallguard.features.proof.World.LookUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a spec in the language of the contract. */
final class SpecYaml {
  private final Spec spec;
  private final StringBuilder yaml = new StringBuilder();

  private SpecYaml(Spec spec) {
    this.spec = spec;
  }

  static String write(Spec spec) {
    return new SpecYaml(spec).all();
  }

  private String all() {
    line("spec: random");
    line("version: 1");
    line("schema: " + spec.world().name());
    if (!spec.filters().isEmpty()) {
      line("filters:");
      spec.filters().forEach((name, filter) -> line("  " + name + ": " + quoted(filter.text())));
    }
    line("defaults: {include_current: false, idle_ttl: " + Span.text(spec.idleTtlMillis()) + "}");
    if (!spec.lifeKeys().isEmpty()) {
      line("ttl:");
      spec.lifeKeys().forEach(key -> line("  \"" + key + "\": never"));
    }
    lookUps();
    roles();
    line("features:");
    spec.features().forEach(feature -> line("  - {" + text(feature) + "}"));
    if (!spec.derived().isEmpty()) {
      line("derived:");
      spec.derived().forEach(derived -> line("  - {" + text(derived) + "}"));
    }
    return yaml.toString();
  }

  private void line(String text) {
    yaml.append(text).append('\n');
  }

  private void lookUps() {
    if (!spec.keepMillis().isEmpty()) {
      line("lookups:");
    }
    spec.keepMillis()
        .forEach((name, keep) -> line("  - {" + text(spec.world().lookUp(name), keep) + "}"));
  }

  private static String text(LookUp lookUp, long keepMillis) {
    List<String> parts = new ArrayList<>();
    parts.add("name: " + lookUp.name());
    parts.add("from: " + list(lookUp.from()));
    if (!lookUp.each().isEmpty()) {
      parts.add("each: " + lookUp.each());
    }
    parts.add("by: " + list(lookUp.by()));
    parts.add("keep: " + Span.text(keepMillis));
    if (lookUp.latest()) {
      parts.add("take: latest");
    }
    if (!lookUp.find().isEmpty()) {
      List<String> finds = new ArrayList<>();
      lookUp.find().forEach((type, paths) -> finds.add(type + ": " + list(paths)));
      finds.sort(null);
      parts.add("find: {" + String.join(", ", finds) + "}");
    }
    return String.join(", ", parts);
  }

  private void roles() {
    if (spec.world().roles().isEmpty()) {
      return;
    }
    line("roles:");
    spec.world().roles().keySet().stream()
        .sorted()
        .forEach(
            type -> {
              List<String> roles = new ArrayList<>();
              Map<String, String> declared = spec.world().roles().getOrDefault(type, Map.of());
              declared.forEach((role, path) -> roles.add(role + ": " + path));
              roles.sort(null);
              line("  " + type + ": {" + String.join(", ", roles) + "}");
            });
  }

  private String text(Feature feature) {
    List<String> parts = new ArrayList<>();
    parts.add("name: " + feature.name());
    parts.add("key: " + list(feature.lane().key()));
    if (!hasOwnEvents(feature.agg())) {
      parts.add("event: " + list(feature.lane().events()));
    }
    add(parts, "role", feature.lane().role());
    add(parts, "each", feature.lane().each());
    parts.add("agg: " + feature.agg().word());
    agg(parts, feature.agg());
    if (feature.windows().get(0) != Spec.OMITTED) {
      parts.add("window: " + list(feature.windows().stream().map(Span::text).toList()));
    }
    if (feature.delayMillis() > 0) {
      parts.add("delay: " + Span.text(feature.delayMillis()));
    }
    if (feature.includeCurrent()) {
      parts.add("include_current: true");
    }
    if (feature.resolutionMillis() > 0) {
      parts.add("resolution: " + Span.text(feature.resolutionMillis()));
    }
    if (!Double.isNaN(feature.whenEmpty())) {
      parts.add("when_empty: " + (long) feature.whenEmpty());
    }
    if (feature.internal()) {
      parts.add("internal: true");
    }
    parts.add("meaning: random");
    return String.join(", ", parts);
  }

  private static boolean hasOwnEvents(Agg agg) {
    return agg instanceof Ratio || agg instanceof Level || agg instanceof Fifo;
  }

  private static void agg(List<String> parts, Agg agg) {
    expr(parts, "of", agg.of());
    expr(parts, "where", agg.where());
    if (agg instanceof Ratio ratio) {
      parts.add("numerator: " + text(ratio.numeratorWord(), ratio.numerator()));
      parts.add("denominator: " + text(ratio.denominatorWord(), ratio.denominator()));
    } else if (agg instanceof Baseline baseline) {
      parts.add("base: " + baseline.base());
      parts.add("short: " + Span.text(baseline.shortMillis()));
      parts.add("long: " + Span.text(baseline.longMillis()));
    } else if (agg instanceof Binned binned) {
      binned(parts, binned);
    } else if (agg instanceof Grouped grouped) {
      expr(parts, "by", grouped.by());
      if (grouped.word().equals("group_gini")) {
        parts.add("bins: log16");
      }
    } else if (agg instanceof Level level) {
      level(parts, level);
    } else if (agg instanceof Period period) {
      parts.add("period: " + period.period());
      parts.add("keep: " + period.keep());
      parts.add("periods: " + period.periods());
      parts.add("read: " + period.read());
    } else if (agg instanceof Outcome outcome) {
      Expr where = outcome.matchWhere();
      parts.add(
          "match: {event: %s, by: %s, within: %s%s}"
              .formatted(
                  outcome.matchEvent(),
                  outcome.matchBy(),
                  Span.text(outcome.withinMillis()),
                  where == null ? "" : ", where: " + quoted(where.text())));
      if (outcome.negate()) {
        parts.add("negate: true");
      }
    } else if (agg instanceof Fifo fifo) {
      parts.add("in: " + inputs(fifo.in()));
      parts.add("out: " + inputs(fifo.out()));
      parts.add("read: " + fifo.read());
    }
  }

  private static void binned(List<String> parts, Binned binned) {
    if (binned.word().equals("quantile")) {
      parts.add("q: " + binned.quantile());
    }
    parts.add("bins: " + binned.bins());
    add(parts, "measure", binned.measure());
    expr(parts, "weight", binned.weight());
    if (binned.againstMillis() > 0) {
      List<String> against = new ArrayList<>();
      Lane other = binned.other();
      if (other != null) {
        against.add("key: " + list(other.key()));
        add(against, "role", other.role());
      }
      against.add("window: " + Span.text(binned.againstMillis()));
      parts.add("against: {" + String.join(", ", against) + "}");
    }
  }

  private static void level(List<String> parts, Level level) {
    level.set().ifPresent(set -> parts.add("set: " + text(set, "to")));
    if (!level.add().isEmpty()) {
      parts.add("add: " + inputs(level.add()));
    }
    if (!level.sub().isEmpty()) {
      parts.add("sub: " + inputs(level.sub()));
    }
    if (level.floored()) {
      parts.add("floor: 0");
    }
    parts.add("read: " + level.read());
  }

  private static String inputs(List<Input> inputs) {
    return "[" + String.join(", ", inputs.stream().map(i -> text(i, "of")).toList()) + "]";
  }

  private static String text(Input input, String of) {
    List<String> parts = new ArrayList<>();
    parts.add("event: " + input.event());
    expr(parts, of, input.of());
    expr(parts, "where", input.where());
    return "{" + String.join(", ", parts) + "}";
  }

  private static String text(String word, Input input) {
    List<String> parts = new ArrayList<>();
    parts.add("event: " + input.event());
    parts.add("agg: " + word);
    expr(parts, "of", input.of());
    expr(parts, "where", input.where());
    return "{" + String.join(", ", parts) + "}";
  }

  private static String text(Derived derived) {
    List<String> parts = new ArrayList<>();
    parts.add("name: " + derived.name());
    parts.add("expr: " + quoted(derived.value().text()));
    add(parts, "event", derived.event());
    if (derived.internal()) {
      parts.add("internal: true");
    }
    parts.add("unit: number");
    parts.add("meaning: random");
    return String.join(", ", parts);
  }

  private static void expr(List<String> parts, String key, @Nullable Expr value) {
    if (value != null) {
      parts.add(key + ": " + quoted(value.text()));
    }
  }

  private static void add(List<String> parts, String key, String value) {
    if (!value.isEmpty()) {
      parts.add(key + ": " + value);
    }
  }

  private static String list(List<String> values) {
    return values.size() == 1 ? values.get(0) : "[" + String.join(", ", values) + "]";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
