package io.mallguard.training.simulator.mall.log;

import io.mallguard.features.event.Event;
import io.mallguard.training.simulator.mall.truth.Tag;

/** Sees every event as it is written, before it is known on disk. */
@FunctionalInterface
public interface Watcher {
  /** An event happened. */
  void saw(Event event, Tag tag);
}
