package io.mallguard.features.fold;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.LoggedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The fold's naive twin for a cards schema: looks at all earlier events for every feature, written
 * from the definitions and sharing no code with the fold.
 */
final class NaiveFold {
  private static final int CUSTOMER = 1;
  private static final int TERMINAL = 2;
  private static final int AMOUNT = 3;

  private final List<LoggedEvent> past = new ArrayList<>();

  void absorb(LoggedEvent logged) {
    past.add(logged);
  }

  long count(LoggedEvent now, int keyField, long window, long delay, boolean current) {
    return inside(now, keyField, window, delay, current).size();
  }

  double mean(LoggedEvent now, int keyField, long window, long delay, boolean current) {
    List<Event> events = inside(now, keyField, window, delay, current);
    long sum = events.stream().mapToLong(e -> e.number(AMOUNT)).sum();
    return events.isEmpty() ? Double.NaN : (double) sum / events.size();
  }

  double risk(LoggedEvent now, int keyField, long window, long delay) {
    List<Event> events = inside(now, keyField, window, delay, false);
    long frauds = events.stream().filter(this::knownFraud).count();
    return events.isEmpty() ? 0.0 : (double) frauds / events.size();
  }

  double countOver100(LoggedEvent now, int keyField, long window) {
    return inside(now, keyField, window, 0, false).stream()
        .filter(e -> e.number(AMOUNT) > 100)
        .count();
  }

  /** Customers who used this card at this terminal: key of both. */
  double pairCount(LoggedEvent now, long window) {
    return inside(now, CUSTOMER, window, 0, false).stream()
        .filter(e -> equal(e, now.event(), TERMINAL))
        .count();
  }

  /** The last verdict in the log wins. */
  private boolean knownFraud(Event transaction) {
    boolean fraud = false;
    for (LoggedEvent logged : past) {
      Event event = logged.event();
      if (event.type().hasSubject() && transaction.subjectId().equals(event.text(0))) {
        fraud = event.number(1) == 1;
      }
    }
    return fraud;
  }

  private List<Event> inside(
      LoggedEvent now, int keyField, long window, long delay, boolean current) {
    long end = now.foldTimeMillis() - delay;
    List<Event> events = new ArrayList<>();
    for (LoggedEvent logged : past) {
      Event event = logged.event();
      boolean within = logged.foldTimeMillis() > end - window && logged.foldTimeMillis() <= end;
      if (!event.type().hasSubject() && equal(event, now.event(), keyField) && within) {
        events.add(event);
      }
    }
    if (current) {
      events.add(now.event());
    }
    return events;
  }

  private static boolean equal(Event a, Event b, int field) {
    String x = a.text(field);
    return x != null && x.equals(b.text(field));
  }
}
