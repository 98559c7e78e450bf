package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.yaml.YamlNode;
import java.util.Optional;

/**
 * What single aggregations say beside {@code of} and {@code where}. Immutable.
 *
 * @param by groups of a grouped aggregation
 * @param weight what is counted per bin instead of events
 * @param bins how values become groups
 * @param binCount how many bins, 0 without
 * @param quantile which quantile, 0 to 1
 * @param measure which divergence
 * @param against what a divergence is compared with
 * @param floor the least level, {@code Long.MIN_VALUE} without
 * @param read which number of several is read
 * @param tolerance relative difference allowed
 * @param period length of calendar periods
 * @param keep what a period holds
 * @param periods how many past periods
 * @param match the outcome waited for
 * @param negate whether its absence counts
 */
record Options(
    Optional<YamlNode> by,
    Optional<YamlNode> weight,
    Measure.Bins bins,
    int binCount,
    double quantile,
    String measure,
    Against against,
    long floor,
    String read,
    double tolerance,
    String period,
    String keep,
    int periods,
    Optional<Match> match,
    boolean negate) {

  /**
   * The event that an outcome is.
   *
   * @param type its type
   * @param by where it names the earlier event
   * @param where which events count
   * @param withinMillis how soon it must come
   */
  record Match(EventType type, Path by, Optional<YamlNode> where, long withinMillis) {}

  static final Options NONE =
      new Options(
          Optional.empty(),
          Optional.empty(),
          Measure.Bins.NONE,
          0,
          0,
          "",
          Against.NOTHING,
          Long.MIN_VALUE,
          "",
          0,
          "",
          "",
          0,
          Optional.empty(),
          false);

  /** The unit of what is read, empty if it is that of the values. */
  String unit(Agg agg) {
    return switch (agg) {
      case DIVERGENCE -> measure.equals("l1") ? "0 to 2" : "nats";
      case FIFO ->
          switch (read) {
            case "dwell_p50" -> "milliseconds";
            case "split_parts" -> "flows";
            default -> "";
          };
      case PERIOD ->
          read.equals("gap_std_days") ? "days" : keep.equals("argmax_time") ? "milliseconds" : "";
      default -> agg.unit();
    };
  }
}
