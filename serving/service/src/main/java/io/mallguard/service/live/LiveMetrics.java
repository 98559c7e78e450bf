package io.mallguard.service.live;

import io.mallguard.service.log.LogEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the writer counts. Safe for use by many threads. */
public final class LiveMetrics {
  private final MeterRegistry registry;
  private final AtomicLong sequence;
  private final DistributionSummary batchSize;
  private final Map<String, Counter> clamped = new ConcurrentHashMap<>();
  private final Counter rebuilds;

  /** Counts in a registry. */
  public LiveMetrics(MeterRegistry registry) {
    this.registry = registry;
    sequence = registry.gauge("mallguard.log.sequence", new AtomicLong());
    batchSize =
        DistributionSummary.builder("mallguard.durable.batch.size")
            .description("Events made durable by one sync")
            .register(registry);
    rebuilds =
        Counter.builder("mallguard.degraded")
            .tag("reason", "log_write_failed")
            .description("Times the service could not do its whole work")
            .register(registry);
  }

  /** One per type: a label nearly always occurs before it is observed, other events rarely. */
  private Counter clamped(String eventType) {
    return clamped.computeIfAbsent(
        eventType,
        type ->
            Counter.builder("mallguard.clamped.events")
                .tag("event_type", type)
                .description("Events whose fold time is not the time at which they occurred")
                .register(registry));
  }

  void sequence(long last) {
    sequence.set(last);
  }

  void written(List<LogEntry> entries) {
    batchSize.record(entries.size());
    for (LogEntry entry : entries) {
      boolean isClamped = Decider.isClamped(entry.logged());
      clamped(entry.logged().event().type().name()).increment(isClamped ? 1 : 0);
    }
    sequence.set(entries.get(entries.size() - 1).logged().sequence());
  }

  void rebuilt(long last) {
    rebuilds.increment();
    sequence.set(last);
  }
}
