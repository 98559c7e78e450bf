package io.mallguard.training.client;

import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The events of a period, sent to a running service as if they happened now: scored types to {@code
 * /predict}, labels to {@code /labels}, all else to {@code /events}, with their historical times.
 * With one connection they go strictly in their order. Used once.
 */
public final class Traffic {
  private final EventFolder folder;
  private final long fromMillis;
  private final long toMillis;
  private final ServiceClient client;
  private final EventJson json;
  private final List<Prediction> predictions = new ArrayList<>();
  private long others;

  /**
   * Prepares to send a period.
   *
   * @param fromMillis first fold time sent
   * @param toMillis first fold time no longer sent
   * @param service base address of the service
   */
  public Traffic(EventFolder folder, long fromMillis, long toMillis, URI service) {
    this.folder = folder;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.client = new ServiceClient(service);
    this.json = new EventJson(folder.schema());
  }

  /**
   * Sends everything.
   *
   * @param connections how many requests may be under way at once
   * @return the predictions in the order of the events
   * @throws IOException if the service can't be reached or refuses an event
   */
  public List<Prediction> send(int connections, Progress progress)
      throws IOException, InterruptedException {
    try (EventReader events = folder.read();
        Progress.Task task = progress.start("Sending events", -1)) {
      if (connections == 1) {
        sendAll(events, task);
      } else {
        sendAtOnce(events, task, connections);
      }
    }
    predictions.sort(Comparator.comparingLong(p -> p.event().sequence()));
    return List.copyOf(predictions);
  }

  /** Events sent that are not scored. */
  public long others() {
    return others;
  }

  private void sendAtOnce(EventReader events, Progress.Task task, int connections)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(connections);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(
            workers.submit(
                () -> {
                  sendAll(events, task);
                  return true;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException refused) {
        throw refused;
      }
      throw new IllegalStateException("sending failed", failure);
    } finally {
      workers.shutdownNow();
    }
  }

  private void sendAll(EventReader events, Progress.Task task)
      throws IOException, InterruptedException {
    for (Optional<LoggedEvent> next = next(events); next.isPresent(); next = next(events)) {
      send(next.get(), task);
    }
  }

  private synchronized Optional<LoggedEvent> next(EventReader events) {
    while (events.advance()) {
      long foldTime = events.current().foldTimeMillis();
      if (foldTime >= toMillis) {
        return Optional.empty();
      }
      if (foldTime >= fromMillis) {
        return Optional.of(events.current());
      }
    }
    return Optional.empty();
  }

  private void send(LoggedEvent logged, Progress.Task task)
      throws IOException, InterruptedException {
    if (logged.event().type().scored()) {
      Prediction prediction =
          Prediction.of(logged, client.post("/predict", json.write(logged.event())));
      synchronized (this) {
        predictions.add(prediction);
        task.step();
      }
      return;
    }
    String path = logged.event().type().name().equals("label") ? "/labels" : "/events";
    client.post(path, json.write(logged.event()));
    synchronized (this) {
      others++;
      task.step();
    }
  }
}
