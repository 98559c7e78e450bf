package io.mallguard.service.http;

import io.mallguard.service.live.Ask;
import io.mallguard.service.live.LiveState;
import io.mallguard.service.live.LiveWriter;
import io.mallguard.service.live.Outcome;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way from a request to the writer and back. Safe for use by many threads. */
final class Gate {
  private static final long PATIENCE_SECONDS = 30;

  private final LiveWriter writer;

  Gate(LiveWriter writer) {
    this.writer = writer;
  }

  /** Refuses a request while no events are taken. */
  void requireReady() {
    switch (writer.state()) {
      case READY -> {}
      case STARTING ->
          throw RefusedException.of(
              Refusal.NOT_READY, "The log is being loaded or folded; ask again soon");
      case RECOVERING ->
          throw RefusedException.of(Refusal.NOT_READY, "The fold is being rebuilt; ask again soon");
      case DRAINING ->
          throw RefusedException.of(Refusal.DRAINING, "Ask another instance, or again soon");
    }
  }

  /** Refuses a look-up while the log may not be there yet. */
  void requireStarted() {
    if (writer.state() == LiveState.STARTING) {
      requireReady();
    }
  }

  /** Hands events over and waits for what becomes of them. */
  List<Outcome> outcomes(List<Ask> asks) {
    var answer =
        writer
            .submit(asks)
            .orElseThrow(
                () -> {
                  requireReady();
                  return RefusedException.of(Refusal.OVERLOADED, "Ask again soon");
                });
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RefusedException.of(Refusal.DRAINING, "It may have been taken; send it again to know");
    } catch (TimeoutException | ExecutionException e) {
      throw RefusedException.of(
          Refusal.NOT_WRITTEN, "It may have been taken; send it again to know");
    }
  }

  /** What a refusal of the writer, for one reason or many, is to a caller. */
  static RefusedException refused(Outcome outcome, String pointer) {
    if (outcome instanceof Outcome.RefusedForAll all) {
      List<RefusedException> each = all.why().stream().map(why -> refused(why, pointer)).toList();
      return new RefusedException(
          each.get(0).refusal(),
          each.get(0).detail(),
          each.stream().flatMap(one -> one.problems().stream()).toList());
    }
    return refused((Outcome.Refused) outcome, pointer);
  }

  private static RefusedException refused(Outcome.Refused refused, String pointer) {
    return switch (refused) {
      case ID_REUSED ->
          RefusedException.at(
              Refusal.ID_REUSED,
              pointer + "/event_id",
              "id_reused",
              "an id that did not come before with other content");
      case NOT_SCORED_BEFORE ->
          RefusedException.at(
              Refusal.NOT_SCORED_BEFORE,
              pointer + "/event_id",
              "not_scored_before",
              "an id of an event that was not recorded through /events before");
      case UNKNOWN_SUBJECT ->
          RefusedException.at(
              Refusal.UNKNOWN_SUBJECT,
              pointer + "/data/subject_id",
              "unknown_subject",
              "the id of an event that came in the last 90 days");
      case SUBJECT_REUSED ->
          RefusedException.at(
              Refusal.SUBJECT_REUSED,
              pointer + "/data",
              "subject_reused",
              "an event whose id field names no other event of the last 90 days");
      case UNKNOWN_SUPERSEDED ->
          RefusedException.at(
              Refusal.UNKNOWN_SUPERSEDED,
              pointer + "/data/supersedes",
              "unknown_superseded",
              "the event_id of an event that came in the last 90 days");
      case OTHER_SUBJECT ->
          RefusedException.at(
              Refusal.OTHER_SUBJECT,
              pointer + "/data/supersedes",
              "other_subject",
              "the event_id of an earlier event of the same type and subject_id");
      case SUPERSEDED_BEFORE ->
          RefusedException.at(
              Refusal.SUPERSEDED_BEFORE,
              pointer + "/data/supersedes",
              "superseded_before",
              "the event_id of an event that none took the place of: the last of its corrections");
      case FAILED -> RefusedException.of(Refusal.INTERNAL, "Nothing was recorded for it");
      case DEADLINE_EXCEEDED ->
          RefusedException.of(Refusal.DEADLINE_EXCEEDED, "Nothing was recorded");
      case NOT_WRITTEN ->
          RefusedException.of(Refusal.NOT_WRITTEN, "Nothing was answered for it; send it again");
    };
  }
}
