package io.mallguard.service.live;

import io.mallguard.service.decisions.DecisionRecord;
import java.util.List;

/** What became of one event. Immutable. */
public sealed interface Outcome {

  /**
   * It has a decision.
   *
   * @param decision the decision; for a dry run it is written nowhere
   * @param kind how it came about
   * @param times how long it took
   */
  record Decided(DecisionRecord decision, Kind kind, StageTimes times) implements Outcome {
    /** How a decision came about. */
    public enum Kind {
      /** Made for this request. */
      NEW,
      /** Made earlier for the same event. */
      DUPLICATE,
      /** Made as if, and written nowhere. */
      DRY_RUN
    }
  }

  /**
   * It is in the log.
   *
   * @param sequence its place
   * @param duplicate whether it was there already
   */
  record Recorded(long sequence, boolean duplicate) implements Outcome {}

  /** It was not taken, and nothing changed. */
  enum Refused implements Outcome {
    /** An event of this type and id came before with other content. */
    ID_REUSED,
    /** The event was recorded earlier without being scored, and can't be scored afterwards. */
    NOT_SCORED_BEFORE,
    /** Later events name it by an id that another event has already. */
    SUBJECT_REUSED,
    /** It is about an event that is not known. */
    UNKNOWN_SUBJECT,
    /** It takes the place of an event that is not known. */
    UNKNOWN_SUPERSEDED,
    /** It takes the place of an event of another type or about another subject. */
    OTHER_SUBJECT,
    /** Another event took the place of the earlier one already. */
    SUPERSEDED_BEFORE,
    /** The caller's time was up before it was appended. */
    DEADLINE_EXCEEDED,
    /** It could not be made durable; it may be sent again. */
    NOT_WRITTEN,
    /** Folding or scoring it, or an event sent with it, failed. */
    FAILED
  }

  /**
   * It was not taken, for more than one reason, and nothing changed.
   *
   * @param why all reasons
   */
  record RefusedForAll(List<Refused> why) implements Outcome {
    /** Copies the list. */
    public RefusedForAll {
      why = List.copyOf(why);
    }
  }

  /**
   * How long the stages took, nanoseconds.
   *
   * @param features reading the row and folding the event
   * @param model scoring and policy
   * @param durable writing the batch it was in
   */
  record StageTimes(long features, long model, long durable) {
    /** Nothing was computed. */
    static final StageTimes NONE = new StageTimes(0, 0, 0);
  }
}
