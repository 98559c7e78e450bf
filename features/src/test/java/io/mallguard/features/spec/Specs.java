package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.SchemaReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small specs over a small schema, and what became of them. */
final class Specs {
  static final EventSchema SHOPS =
      SchemaReader.parse(
          """
          schema: shops
          time_zone: Asia/Shanghai
          currency: CNY
          entities: [buyer, shop, account, item]
          tables:
            quarters: {columns: [share], rows: {"0": [0.25], "1": [0.25], "2": [0.25], "3": [0.25]}}
          events:
            order:
              scored: true
              id: order_id
              fields:
                order_id: id
                buyer_id: {entity: buyer}
                shop_id: {entity: shop}
                amount_minor: money
                pages: {type: integer, optional: true}
                kind: {enum: [real, virtual]}
                quarter: integer
                goods: {list: {item_id: {entity: item}, price_minor: money}, optional: true}
                fraud: {type: bool, marked_by: label, known_after: 7d}
            refund:
              scored: true
              fields: {order_id: id, buyer_id: {entity: buyer}, amount_minor: money}
            transfer:
              scored: true
              fields: {from_id: {entity: account}, to_id: {entity: account}, amount_minor: money}
            scan:
              fields: {order_id: id, stage: {enum: [picked, done]}}
            label:
              subject: order
              fields: {verdict: {enum: [legit, fraud]}}
              marks: {fraud: "verdict == 'fraud'"}
          """,
          "shops");

  private Specs() {}

  static String head() {
    return "spec: s\nversion: 1\nschema: shops\nttl: {buyer: never}\n";
  }

  /** A spec of features, each the inside of a mapping without its meaning. */
  static String text(String... features) {
    StringBuilder text = new StringBuilder(head() + "features:\n");
    for (String feature : features) {
      text.append("  - {meaning: m, ").append(feature).append("}\n");
    }
    return text.toString();
  }

  static FeatureSpec read(String yaml) {
    return SpecReader.parse(yaml, "s.yaml", SHOPS);
  }

  static FeatureSpec of(String... features) {
    return read(text(features));
  }

  static List<Problem> problems(String yaml) {
    InvalidInputException refused =
        catchThrowableOfType(InvalidInputException.class, () -> read(yaml));
    assertThat(refused).as("the spec is refused").isNotNull();
    return refused.problems();
  }

  static List<String> codes(String... features) {
    return problems(text(features)).stream().map(Problem::code).toList();
  }

  static Column.Aggregate aggregate(FeatureSpec spec, int column) {
    return (Column.Aggregate) spec.plan().columns().get(column);
  }

  static Lane lane(FeatureSpec spec, int column) {
    Column.Aggregate aggregate = aggregate(spec, column);
    return family(spec, column).lanes().get(aggregate.lane());
  }

  static Family family(FeatureSpec spec, int column) {
    return spec.plan().families().get(aggregate(spec, column).family());
  }

  static Measure measure(FeatureSpec spec, int column) {
    return lane(spec, column).measures().get(aggregate(spec, column).measure());
  }

  /** A file beside the tests. */
  static String resource(String name) {
    try (InputStream in = Specs.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
