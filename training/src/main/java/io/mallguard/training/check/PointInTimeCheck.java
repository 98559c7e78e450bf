package io.mallguard.training.check;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.parquet.RowFolder;
import io.mallguard.features.parquet.RowReader;
import io.mallguard.features.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Rows know nothing of what comes later: up to a thousand, drawn by lot, are computed again by a
 * fold that has seen nothing but the log up to their events.
 *
 * @param rows the rows folder of the events
 * @param mostEvents how far the log is read; the largest malls would take hours
 */
record PointInTimeCheck(EventFolder events, FeatureSpec spec, Path rows, long mostEvents)
    implements Check {
  private static final int WANTED = 1000;

  private static final long SEED = 17;

  @Override
  public String name() {
    return "point-in-time";
  }

  @Override
  public List<Finding> run(Sample sample) throws IOException {
    long horizon = Math.min(mostEvents, events.eventCount());
    double share = 8.0 * WANTED / horizon;
    Random random = new Random(SEED);
    Fold fold = new Fold(spec);
    double[] live = new double[spec.features().size()];
    double[] row = new double[live.length];
    int compared = 0;
    int equal = 0;
    try (EventReader log = events.read();
        RowReader extracted = RowFolder.open(rows).read()) {
      for (long i = 0; i < horizon && compared < WANTED && log.advance(); i++) {
        LoggedEvent logged = log.current();
        if (!logged.event().type().scored()) {
          fold.absorb(logged);
          continue;
        }
        extracted.advance();
        Arrays.fill(live, Double.NaN);
        fold.score(logged, live);
        if (random.nextDouble() < share) {
          extracted.row(row);
          compared++;
          equal += extracted.sequence() == logged.sequence() && Arrays.equals(live, row) ? 1 : 0;
        }
      }
    }
    return List.of(
        Finding.of(
                "rows that a fold of the past alone gives too, share",
                (double) equal / compared,
                Band.atLeast(1),
                compared + " rows of the first " + String.format("%,d", horizon) + " events")
            .binds(true));
  }
}
