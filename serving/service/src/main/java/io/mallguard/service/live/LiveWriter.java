package io.mallguard.service.live;

import io.mallguard.features.event.EventBytes;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.service.live.Outcome.Refused;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogEntry;
import io.mallguard.service.log.LogUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one ordered writer: a thread that takes what is queued, folds and scores it event by event,
 * writes all of it with one sync, and only then tells the outcomes.
 *
 * <p>If the write fails, nothing of the batch is told as done and the fold, which had run ahead, is
 * rebuilt from the log before the next event. Safe: any thread may submit.
 */
public final class LiveWriter implements AutoCloseable {
  /** Submissions taken into one write at most, so that one answer never waits for too many. */
  private static final int BATCH_SUBMISSIONS = 256;

  private static final long RETRY_MILLIS = 1000;
  private static final Logger LOGGER = LoggerFactory.getLogger(LiveWriter.class);

  private final EventLog log;
  private final LiveFold fold;
  private final Decider decider;
  private final EventBytes bytes;
  private final LiveMetrics metrics;
  private final LongSupplier nanos;
  private final LongConsumer folded;
  private final BlockingQueue<Submission> queue;
  private final Thread thread;
  private volatile LiveState state = LiveState.STARTING;
  private boolean stale = true;

  /**
   * A writer that is not started yet.
   *
   * @param log where events go
   * @param decider what decides
   * @param metrics what counts
   * @param nanos a monotonic clock, nanoseconds
   * @param folded told the fold time of the last event after every write, on the writer thread
   * @param queueCapacity submissions that may wait; more are refused
   */
  public LiveWriter(
      EventLog log,
      Decider decider,
      LiveMetrics metrics,
      LongSupplier nanos,
      LongConsumer folded,
      int queueCapacity) {
    this.log = log;
    this.decider = decider;
    this.metrics = metrics;
    this.nanos = nanos;
    this.folded = folded;
    this.fold = new LiveFold(decider.spec());
    this.bytes = new EventBytes(decider.spec().schema());
    this.queue = new ArrayBlockingQueue<>(queueCapacity);
    this.thread = new Thread(this::run, "mallguard-writer");
  }

  /**
   * Folds the whole log in the calling thread, then takes events.
   *
   * @param progress told the sequence folded, now and then
   * @throws LogUnavailableException if the log can't be read
   */
  public void start(LongConsumer progress) {
    fold.replay(log, progress);
    stale = false;
    metrics.sequence(log.lastSequence());
    state = LiveState.READY;
    thread.start();
  }

  /** Whether it takes events now, and why not. */
  public LiveState state() {
    return state;
  }

  /**
   * Hands events over, to be taken in this order.
   *
   * @return their outcomes in order, or empty if too many wait already or it takes none now
   */
  public Optional<CompletableFuture<List<Outcome>>> submit(List<Ask> asks) {
    Submission submission = new Submission(asks, new CompletableFuture<>());
    synchronized (queue) {
      return state == LiveState.READY && queue.offer(submission)
          ? Optional.of(submission.answer)
          : Optional.empty();
    }
  }

  /** Takes no more, finishes what was handed over, and ends the thread. */
  @Override
  public void close() {
    synchronized (queue) {
      state = LiveState.DRAINING;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Submission> work = new ArrayList<>();
    try {
      while (state != LiveState.DRAINING || !queue.isEmpty()) {
        work.clear();
        take(work);
        if (stale) {
          refuse(work, Refused.NOT_WRITTEN);
          rebuild();
        } else if (!work.isEmpty()) {
          process(work);
        }
      }
    } finally {
      end(work);
    }
  }

  /** Also after an error such as exhausted memory: nobody may wait for a thread that is gone. */
  private void end(List<Submission> work) {
    synchronized (queue) {
      state = LiveState.DRAINING;
    }
    queue.drainTo(work);
    refuse(work, Refused.NOT_WRITTEN);
  }

  private void take(List<Submission> work) {
    try {
      Submission first = queue.poll(stale ? RETRY_MILLIS : 50, TimeUnit.MILLISECONDS);
      if (first != null) {
        work.add(first);
        queue.drainTo(work, BATCH_SUBMISSIONS - 1);
      }
    } catch (InterruptedException e) {
      LOGGER.debug("The writer is not to be interrupted; it goes on", e);
    }
  }

  private void process(List<Submission> work) {
    Batch batch = new Batch(log, fold, decider, bytes, nanos);
    List<List<Outcome>> outcomes = new ArrayList<>();
    try {
      for (Submission submission : work) {
        outcomes.add(submission.asks.stream().map(batch::take).toList());
      }
      long begun = nanos.getAsLong();
      log.append(batch.entries());
      answer(work, outcomes, nanos.getAsLong() - begun);
      written(batch.entries());
    } catch (LogUnavailableException e) {
      LOGGER.error("A batch was not written; the fold is rebuilt from the log", e);
      goAstray();
      refuse(work, Refused.NOT_WRITTEN);
      rebuild();
    } catch (RuntimeException e) {
      LOGGER.error("An event could not be taken; the fold is rebuilt from the log", e);
      goAstray();
      rebuild();
      isolate(work);
    }
  }

  /** Takes what came together one by one, so that the event at fault alone fails. */
  private void isolate(List<Submission> work) {
    for (Submission submission : work) {
      List<Submission> alone = List.of(submission);
      if (stale) {
        refuse(alone, Refused.NOT_WRITTEN);
      } else if (work.size() == 1) {
        refuse(alone, Refused.FAILED);
      } else {
        process(alone);
      }
    }
  }

  /** The fold ran ahead of the log and must be rebuilt; nothing is taken until then. */
  private void goAstray() {
    stale = true;
    synchronized (queue) {
      if (state == LiveState.READY) {
        state = LiveState.RECOVERING;
      }
    }
  }

  private void answer(List<Submission> work, List<List<Outcome>> outcomes, long durableNanos) {
    for (int i = 0; i < work.size(); i++) {
      List<Outcome> answers = outcomes.get(i).stream().map(o -> timed(o, durableNanos)).toList();
      work.get(i).answer.complete(answers);
    }
  }

  private static Outcome timed(Outcome outcome, long durableNanos) {
    if (outcome instanceof Outcome.Decided decided && decided.kind() == Outcome.Decided.Kind.NEW) {
      Outcome.StageTimes times = decided.times();
      return new Outcome.Decided(
          decided.decision(),
          decided.kind(),
          new Outcome.StageTimes(times.features(), times.model(), durableNanos));
    }
    return outcome;
  }

  private void written(List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    LoggedEvent last = entries.get(entries.size() - 1).logged();
    metrics.written(entries);
    folded.accept(last.foldTimeMillis());
  }

  private void resume() {
    synchronized (queue) {
      if (state == LiveState.RECOVERING) {
        state = LiveState.READY;
      }
    }
  }

  private void rebuild() {
    try {
      log.recover();
      fold.replay(log, sequence -> {});
      stale = false;
      metrics.rebuilt(log.lastSequence());
      resume();
    } catch (RuntimeException e) {
      LOGGER.error("The fold could not be rebuilt from the log; trying again", e);
    }
  }

  private static void refuse(List<Submission> work, Refused why) {
    for (Submission submission : work) {
      submission.answer.complete(Collections.nCopies(submission.asks.size(), why));
    }
  }

  private record Submission(List<Ask> asks, CompletableFuture<List<Outcome>> answer) {
    private Submission {
      asks = List.copyOf(asks);
    }
  }
}
