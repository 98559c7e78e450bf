package io.mallguard.features.spec;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.plan.Window;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A measure whose window, flag and values are known by what they are, not yet by where they stand.
 * Immutable.
 *
 * @param shape the measure with 0 for every place, -1 where it has none
 * @param window its window
 * @param flag text of its flag
 * @param value text of its value, empty without
 * @param weight text of its weight, empty without
 * @param against the window it is compared with
 */
record MeasureDraft(
    Measure shape,
    Window window,
    String flag,
    String value,
    String weight,
    Optional<Window> against) {

  static MeasureDraft of(Measure shape, Window window, String flag, String value) {
    return new MeasureDraft(shape, window, flag, value, "", Optional.empty());
  }

  static MeasureDraft tally(Window window, String flag, String value, boolean squares) {
    return of(new Measure.Tally(0, 0, value.isEmpty() ? -1 : 0, squares), window, flag, value);
  }

  /** What it is, for a stable order and for the layout. */
  String text() {
    return String.join(
        " ", shape.toString(), window.toString(), flag, value, weight, against.toString());
  }

  /** The measure with its places. */
  Measure placed(
      ToIntFunction<Window> windows, ToIntFunction<String> flags, ToIntFunction<String> values) {
    int w = windows.applyAsInt(window);
    int f = flags.applyAsInt(flag);
    int v = value.isEmpty() ? -1 : values.applyAsInt(value);
    if (shape instanceof Measure.Tally tally) {
      return new Measure.Tally(w, f, v, tally.squares());
    } else if (shape instanceof Measure.Extreme extreme) {
      return new Measure.Extreme(w, f, v, extreme.greatest());
    } else if (shape instanceof Measure.Newest) {
      return new Measure.Newest(w, f, v);
    } else if (shape instanceof Measure.Oldest) {
      return new Measure.Oldest(w, f);
    } else if (shape instanceof Measure.Groups groups) {
      return new Measure.Groups(
          w,
          f,
          v,
          weight.isEmpty() ? -1 : values.applyAsInt(weight),
          groups.kind(),
          groups.bins(),
          groups.quantile(),
          against.map(windows::applyAsInt).orElse(-1),
          groups.table());
    } else if (shape instanceof Measure.BinCounts counts) {
      int weighed = weight.isEmpty() ? -1 : values.applyAsInt(weight);
      return new Measure.BinCounts(w, f, v, weighed, counts.bins());
    } else if (shape instanceof Measure.Level level) {
      return new Measure.Level(w, f, v, level.floor(), level.kind());
    } else if (shape instanceof Measure.Calendar calendar) {
      return new Measure.Calendar(
          w, f, v, calendar.period(), calendar.keep(), calendar.periods(), calendar.read());
    } else if (shape instanceof Measure.Fifo fifo) {
      return new Measure.Fifo(w, f, v, fifo.tolerance(), fifo.read());
    }
    throw new IllegalStateException("measure " + shape);
  }
}
