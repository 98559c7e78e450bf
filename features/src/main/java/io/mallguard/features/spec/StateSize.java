package io.mallguard.features.spec;

import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.plan.Window;

/**
 * About how much memory a lane takes per entity: 8-byte words as the plan's records say, without
 * the index and without what rounding up adds.
 *
 * @param headerBytes once per entity
 * @param entryBytes per event that a window still holds
 * @param groupBytes per different value of a window's groups
 */
record StateSize(long headerBytes, long entryBytes, long groupBytes) {
  private static final long WORD_BYTES = 8;
  private static final long LANE_WORDS = 4;
  private static final long WINDOW_WORDS = 2;
  private static final long GROUP_WORDS = 3;

  static StateSize of(Lane lane) {
    boolean keepsEntries = lane.windows().stream().anyMatch(w -> !w.isLife());
    long entryWords = keepsEntries ? 2L + lane.values() + (lane.indexed() ? 1 : 0) : 0;
    long headerWords = LANE_WORDS + WINDOW_WORDS * lane.windows().size();
    boolean groups = false;
    for (Measure measure : lane.measures()) {
      headerWords += words(measure);
      groups |= measure instanceof Measure.Groups;
    }
    return new StateSize(
        headerWords * WORD_BYTES, entryWords * WORD_BYTES, groups ? GROUP_WORDS * WORD_BYTES : 0);
  }

  private static long words(Measure measure) {
    if (measure instanceof Measure.Tally tally) {
      return 1L + (tally.value() < 0 ? 0 : 2) + (tally.squares() ? 2 : 0);
    } else if (measure instanceof Measure.Newest newest) {
      return newest.value() < 0 ? 1 : 2;
    } else if (measure instanceof Measure.Groups) {
      return 4;
    } else if (measure instanceof Measure.BinCounts counts) {
      return 1L + counts.bins();
    } else if (measure instanceof Measure.Level) {
      return 6;
    } else if (measure instanceof Measure.Calendar calendar) {
      return 3L * (calendar.periods() + 1);
    } else if (measure instanceof Measure.Fifo) {
      return 6;
    }
    return 1;
  }

  /** The size in words. */
  String words() {
    StringBuilder out = new StringBuilder(headerBytes + " B");
    out.append(entryBytes > 0 ? " + " + entryBytes + " B/event" : "");
    out.append(groupBytes > 0 ? " + " + groupBytes + " B/value" : "");
    return out.toString();
  }

  /** A window in words. */
  static String window(Window window) {
    String length = SpecText.window(window.lengthMillis());
    return window.delayMillis() > 0
        ? length + " ending " + SpecText.window(window.delayMillis()) + " ago"
        : length;
  }
}
