package io.mallguard.features.fold;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A fold of a changed spec that catches up beside the one in use: it is given the log from the
 * start (or from a snapshot of its own on), a piece at a time, until it stands where the other
 * does. Then it is, bit for bit, the fold that had the changed spec from the start, and takes over.
 * One owner thread, which need not be the other fold's.
 */
public final class CatchUp {
  private final Fold fold;
  private long sequence;

  private CatchUp(Fold fold, long sequence) {
    this.fold = fold;
    this.sequence = sequence;
  }

  /** Begins before the first event of the log. */
  public static CatchUp fromTheStart(FeatureSpec spec) {
    return new CatchUp(new Fold(spec), 0);
  }

  /** Begins where a snapshot of the changed spec stands. */
  public static CatchUp from(FoldSnapshot.Restored restored) {
    return new CatchUp(restored.fold(), restored.sequence());
  }

  /**
   * Begins where a snapshot of the changed spec stands, or before the first event of the log if the
   * snapshot is none, is damaged, or is of another version or layout.
   *
   * @param refused is told why the snapshot is of no use
   * @throws IOException if the file can't be read at all
   */
  public static CatchUp fromSnapshotOrStart(
      FeatureSpec spec, Path snapshot, Consumer<InvalidInputException> refused) throws IOException {
    try {
      return from(FoldSnapshot.read(spec, snapshot));
    } catch (InvalidInputException unusable) {
      refused.accept(unusable);
      return fromTheStart(spec);
    }
  }

  /** Position of the last event taken in, 0 for none; the next must come after it. */
  public long sequence() {
    return sequence;
  }

  /**
   * Takes the next event of the log in; one that it already has is passed over.
   *
   * @throws IllegalArgumentException if events are missing in between
   */
  public void take(LoggedEvent logged) {
    if (logged.sequence() <= sequence) {
      return;
    }
    if (logged.sequence() != sequence + 1) {
      throw new IllegalArgumentException(
          "event " + logged.sequence() + ", must be " + (sequence + 1) + ", the next of the log");
    }
    fold.absorb(logged);
    sequence = logged.sequence();
  }

  /**
   * The fold, once it stands where the one in use does.
   *
   * @param sequence position of the last event that the fold in use absorbed
   * @throws IllegalStateException if it is not there yet
   */
  public Fold takeOver(long sequence) {
    if (this.sequence != sequence) {
      throw new IllegalStateException("at event " + this.sequence + ", must be at " + sequence);
    }
    return fold;
  }
}
