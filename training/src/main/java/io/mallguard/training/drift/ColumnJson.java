package io.mallguard.training.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.spec.Feature;
import io.mallguard.scoring.profile.CellCounts;
import java.util.Locale;
import java.util.OptionalDouble;

/** Columns and thresholds of a comparison as JSON. */
final class ColumnJson {
  /** Quantiles printed of each side, in thousandths. */
  static final int[] QUANTILES = {10, 250, 500, 750, 900, 990};

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final MonthComparison comparison;

  ColumnJson(MonthComparison comparison) {
    this.comparison = comparison;
  }

  ObjectNode feature(Feature feature, ColumnComparison column) {
    ObjectNode node = NODES.objectNode();
    node.put("name", feature.name()).put("index", feature.index());
    node.put("unit", feature.unit()).put("meaning", feature.meaning());
    node.put("share_state", comparison.shareState(column).words());
    node.set("importance", optional(column.reference().importance()));
    node.setAll(column(column));
    return node;
  }

  ObjectNode column(ColumnComparison column) {
    ObjectNode node = NODES.objectNode();
    node.put("state", comparison.state(column.id() + ".psi").words());
    node.set("psi", psi(column));
    node.set("distances", distances(column));
    node.set(
        "ks",
        column
            .distance()
            .<JsonNode>map(
                ks -> NODES.objectNode().put("lower", ks.lower()).put("upper", ks.upper()))
            .orElseGet(() -> undefined("no finite rows on one side")));
    node.set("missing", share(column.id() + ".missing", column.missing()));
    node.set("out_of_range", share(column.id() + ".out_of_range", column.outOfRange()));
    node.set("infinite", share(column.id() + ".infinite", column.infinite()));
    node.put("below_minimum", column.month().belowMinimum());
    node.put("above_maximum", column.month().aboveMaximum());
    node.set("reference", side(column.reference()));
    node.set("month", side(column.month()));
    ArrayNode bins = node.putArray("bins");
    column.bins().forEach(bin -> bins.add(bin(bin, column)));
    return node;
  }

  private ObjectNode psi(ColumnComparison column) {
    if (column.psi().isEmpty()) {
      return undefined("not enough rows");
    }
    Psi psi = column.psi().get();
    ObjectNode node = NODES.objectNode();
    node.put("value", psi.value()).put("bias", psi.bias()).put("corrected", psi.corrected());
    node.put("p", psi.p());
    judge(node, column.id() + ".psi");
    node.put("bins", psi.bins()).put("epsilon", psi.epsilon());
    return node.put("critical_95", psi.critical());
  }

  private static ObjectNode distances(ColumnComparison column) {
    if (column.divergence().isEmpty()) {
      return undefined("not enough rows");
    }
    Divergence distances = column.divergence().get();
    return NODES
        .objectNode()
        .put("jensen_shannon_base_2", distances.jensenShannon())
        .put("jensen_shannon_base_e", distances.jensenShannonNats())
        .put("jensen_shannon_base_2_corrected", distances.jensenShannonCorrected())
        .put("hellinger", distances.hellinger())
        .put("hellinger_corrected", distances.hellingerCorrected())
        .put("total_variation", distances.totalVariation())
        .put("largest_difference", distances.largestDifference());
  }

  ObjectNode threshold(ThresholdComparison line) {
    ObjectNode node = NODES.objectNode();
    node.put("name", line.threshold().name()).put("probability", line.threshold().probability());
    boolean finite = line.isDefined() && Double.isFinite(line.ratio());
    node.set("ratio", finite ? NODES.numberNode(line.ratio()) : NODES.nullNode());
    if (!finite) {
      node.put("ratio_reason", "no row of the reference reaches it, or there are no rows");
    }
    node.set("share", share(line.measure().id(), line.share()));
    return node;
  }

  private ObjectNode share(String measure, Share share) {
    ObjectNode node = NODES.objectNode();
    node.putArray("reference").add(share.referenceRows()).add(share.referenceOf());
    node.putArray("month").add(share.monthRows()).add(share.monthOf());
    if (!share.isDefined()) {
      return node.putNull("change").put("reason", "no rows on one side");
    }
    node.put("reference_share", share.reference()).put("month_share", share.month());
    node.put("change", share.change());
    WilsonInterval interval = share.interval().orElseThrow();
    node.putArray("month_interval_95").add(interval.low()).add(interval.high());
    node.put("p", share.p()).put("p_of_increase", share.increaseP());
    judge(node, measure);
    return node;
  }

  private void judge(ObjectNode node, String measure) {
    comparison
        .judged(measure)
        .ifPresent(
            judged -> {
              node.put("q", judged.q());
              node.put("last_month_too", judged.lastMonth());
              node.put("state", judged.state().words());
            });
  }

  private static ObjectNode side(CellCounts side) {
    ObjectNode node = NODES.objectNode();
    node.put("rows", side.rows()).put("finite", side.finite()).put("missing", side.missing());
    node.put("positive_infinite", side.positiveInfinite());
    node.put("negative_infinite", side.negativeInfinite());
    node.set("minimum", optional(side.minimum()));
    node.set("maximum", optional(side.maximum()));
    node.set("mean", optional(side.mean()));
    ObjectNode quantiles = node.putObject("quantiles");
    for (int perMille : QUANTILES) {
      quantiles.set("q" + perMille / 10, optional(side.quantile(perMille)));
    }
    return node;
  }

  private static ObjectNode bin(Bin bin, ColumnComparison column) {
    ObjectNode node = NODES.objectNode();
    node.put("kind", bin.kind().name().toLowerCase(Locale.ROOT));
    if (bin.kind() != Bin.Kind.MISSING) {
      node.set("lo", finite(bin.low()));
      node.set("hi", finite(bin.high()));
    }
    node.put("reference", bin.reference()).put("month", bin.month());
    node.set("reference_share", ratio(bin.reference(), column.reference().rows()));
    node.set("month_share", ratio(bin.month(), column.month().rows()));
    return node;
  }

  private static JsonNode ratio(long rows, long of) {
    return of == 0 ? NODES.nullNode() : NODES.numberNode(rows / (double) of);
  }

  /* An open end is null. */
  private static JsonNode finite(double value) {
    return Double.isFinite(value) ? NODES.numberNode(value) : NODES.nullNode();
  }

  private static JsonNode optional(OptionalDouble value) {
    return value.isPresent() ? NODES.numberNode(value.getAsDouble()) : NODES.nullNode();
  }

  private static ObjectNode undefined(String reason) {
    return NODES.objectNode().putNull("value").put("reason", reason);
  }
}
