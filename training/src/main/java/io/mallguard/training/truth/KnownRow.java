package io.mallguard.training.truth;

import io.mallguard.training.evaluation.EvaluatedRows;

/** A row and what it really was. Immutable. */
record KnownRow(EvaluatedRows.Row row, Truth.Note note) {
  /** Who is resampled together: the ring, else whoever the row belongs to. */
  String group() {
    return note.ring().isEmpty() ? "entity " + row.entity() : note.ring();
  }

  RankedFrauds.Scored as(boolean isFraud) {
    return new RankedFrauds.Scored(row.score(), isFraud, group(), row.amountMinor(), 1);
  }
}
