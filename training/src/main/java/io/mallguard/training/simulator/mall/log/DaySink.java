package io.mallguard.training.simulator.mall.log;

import io.mallguard.features.event.Event;
import java.io.IOException;
import java.util.List;

/** Takes the events of the log in its order, a day at a time. */
@FunctionalInterface
public interface DaySink {
  /**
   * Takes the next events.
   *
   * @param events sorted, all known after those of the call before; not changed any more
   */
  void take(List<Event> events) throws IOException;
}
