package io.mallguard.training.check;

import io.mallguard.features.parquet.RowFolder;
import io.mallguard.features.parquet.RowReader;
import io.mallguard.training.truth.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Money goes in circles among honest people too, more often than among cheats. */
record CycleCheck(Path truth, Path rows) implements Check {
  private static final String NAME = "honest circles of money per fraudulent one";
  private static final String COLUMN = "money_returns_72h";
  private static final List<String> TYPES = List.of("order", "transfer", "payout");

  @Override
  public String name() {
    return "circles of money";
  }

  @Override
  public List<Finding> run(Sample sample) throws IOException {
    int column = sample.columns().indexOf(COLUMN);
    if (column < 0) {
      return List.of(Finding.unknown(NAME, "the spec has no column " + COLUMN));
    }
    double honest = 0;
    double fraud = 0;
    for (String type : TYPES) {
      Truth known = Truth.read(truth, type);
      double[] row = new double[sample.columns().size()];
      try (RowReader reader = RowFolder.open(rows).read()) {
        while (reader.advance()) {
          if (reader.eventType().equals(type)) {
            reader.row(row);
            boolean isFraud = row[column] > 0 && known.of(reader.eventId()).isFraud();
            fraud += isFraud ? 1 : 0;
            honest += row[column] > 0 && !isFraud ? 1 : 0;
          }
        }
      }
    }
    return List.of(
        Finding.of(
            NAME,
            honest / Math.max(1, fraud),
            Band.between(3, 10),
            String.format("%,.0f and %,.0f events that close one within 72 h", honest, fraud)));
  }
}
