package io.mallguard.features.fold;

/** Marks for a target that keeps the entries elsewhere, or takes them in later. */
record PassedMarks(LogStage.MarkTarget target) implements Marks.Target {
  @Override
  public void start(boolean isCounted) {
    target.start(isCounted);
  }

  /** Not reached yet: the target has to say so later. */
  @Override
  public boolean mark(
      TypeSteps.Use use, long key, long id, long nowMillis, long[] slots, double[] row) {
    target.mark(use.family().family().index(), use.touch(), key, id, nowMillis, slots, row);
    return false;
  }

  @Override
  public void supersede(TypeSteps.Use use, long key, long id, long nowMillis) {
    target.supersede(use.family().family().index(), use.touch(), key, id, nowMillis);
  }
}
