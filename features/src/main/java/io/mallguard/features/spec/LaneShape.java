package io.mallguard.features.spec;

import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.plan.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one aggregate needs of a lane. Immutable once built.
 *
 * @param flags conditions by text
 * @param values numbers by text
 * @param measure what is read
 * @param divisor what it is divided by, if it is a share
 * @param readout what is read from the measure
 */
record LaneShape(
    Map<String, LaneDraft.Flag> flags,
    Map<String, List<CheckedWhole>> values,
    MeasureDraft measure,
    Optional<MeasureDraft> divisor,
    Column.Readout readout) {

  static LaneShape of(MeasureDraft measure, Column.Readout readout) {
    return new LaneShape(
        new LinkedHashMap<>(), new LinkedHashMap<>(), measure, Optional.empty(), readout);
  }

  LaneShape with(Terms.Condition condition) {
    return withFlag(condition.text(), 1, condition.bits());
  }

  LaneShape withFlag(String text, int width, List<List<CheckedCondition>> bits) {
    flags.put(text, new LaneDraft.Flag(width, bits));
    return this;
  }

  LaneShape with(Terms.Value value) {
    values.put(value.text(), value.bySource());
    return this;
  }

  LaneShape dividedBy(MeasureDraft other) {
    return new LaneShape(flags, values, measure, Optional.of(other), readout);
  }

  Map<String, Integer> flagWidths() {
    Map<String, Integer> widths = new LinkedHashMap<>();
    flags.forEach((text, flag) -> widths.put(text, flag.width()));
    return widths;
  }

  void addTo(LaneDraft lane) {
    flags.forEach((text, flag) -> lane.flag(text, flag.width(), flag.bySource()));
    values.forEach(lane::value);
    lane.measure(measure);
    divisor.ifPresent(lane::measure);
  }
}
