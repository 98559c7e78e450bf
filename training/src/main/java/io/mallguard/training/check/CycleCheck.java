package io.mallguard.training.check;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.parquet.RowFolder;
import io.mallguard.features.parquet.RowReader;
import io.mallguard.training.truth.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Money goes in circles among honest people too, more often than among cheats. */
record CycleCheck(EventFolder events, Truth truth, Path rows) implements Check {
  private static final String NAME = "honest circles of money per fraudulent one";
  private static final String COLUMN = "money_returns_3d";

  @Override
  public String name() {
    return "circles-of-money";
  }

  @Override
  public List<Finding> run(Sample sample) throws IOException {
    int column = sample.columns().indexOf(COLUMN);
    if (column < 0) {
      return List.of(Finding.unknown(NAME, "the spec has no column " + COLUMN));
    }
    Map<String, Integer> kinds = new TreeMap<>();
    double honest = 0;
    double fraud = 0;
    RowFolder folder = RowFolder.open(rows);
    double[] row = new double[folder.spec().features().size()];
    List<EventType> scored =
        events.schema().eventTypes().stream().filter(EventType::scored).toList();
    try (EventReader log = events.read(scored);
        RowReader reader = folder.read()) {
      while (log.advance() && reader.advance()) {
        reader.row(row);
        if (row[column] > 0) {
          Event event = log.current().event();
          Truth.Note note = truth.of(event.type().index(), event.ownId());
          fraud += note.isFraud() ? 1 : 0;
          honest += note.isFraud() ? 0 : 1;
          kinds.merge(event.type().name() + " " + kind(note), 1, Integer::sum);
        }
      }
    }
    return List.of(
        Finding.of(
            NAME,
            honest / Math.max(1, fraud),
            Band.between(3, 10),
            String.format(
                "%,.0f and %,.0f events that close one within 72 h: %s", honest, fraud, kinds)));
  }

  private static String kind(Truth.Note note) {
    String known = note.typology().isEmpty() ? note.hardNegative() : note.typology();
    return known.isEmpty() ? "honest" : known;
  }
}
