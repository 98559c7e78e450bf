package io.mallguard.features.fold;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of one type that can still be marked, by id, oldest first. Bounded by time: an event
 * that no window reaches any more is gone. One owner thread.
 */
final class Subjects {
  private static final int REMOVED_AT_ONCE = 2;

  private final long reachMillis;
  private final Map<String, Subject> byId = new LinkedHashMap<>();

  Subjects(long reachMillis) {
    this.reachMillis = reachMillis;
  }

  void add(String id, Subject subject) {
    Iterator<Subject> eldest = byId.values().iterator();
    for (int i = 0; i < REMOVED_AT_ONCE && eldest.hasNext(); i++) {
      if (holds(eldest.next(), subject.foldTimeMillis())) {
        break;
      }
      eldest.remove();
    }
    byId.put(id, subject);
  }

  /** The event, or null if it is unknown or gone at this fold time. */
  @Nullable Subject find(String id, long foldTimeMillis) {
    Subject subject = byId.get(id);
    return subject != null && holds(subject, foldTimeMillis) ? subject : null;
  }

  private boolean holds(Subject subject, long foldTimeMillis) {
    return foldTimeMillis - subject.foldTimeMillis() < reachMillis;
  }
}
