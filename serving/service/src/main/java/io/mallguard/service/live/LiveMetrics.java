package io.mallguard.service.live;

import io.mallguard.service.log.LogEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What the writer counts. Safe for use by many threads. */
public final class LiveMetrics {
  private final AtomicLong sequence;
  private final DistributionSummary batchSize;
  private final Counter clamped;
  private final Counter rebuilds;

  /** Counts in a registry. */
  public LiveMetrics(MeterRegistry registry) {
    sequence = registry.gauge("mallguard.log.sequence", new AtomicLong());
    batchSize =
        DistributionSummary.builder("mallguard.durable.batch.size")
            .description("Events made durable by one sync")
            .register(registry);
    clamped =
        Counter.builder("mallguard.clamped.events")
            .description("Events whose fold time is not their own time")
            .register(registry);
    rebuilds =
        Counter.builder("mallguard.degraded")
            .tag("reason", "log_write_failed")
            .description("Times the service could not do its whole work")
            .register(registry);
  }

  void sequence(long last) {
    sequence.set(last);
  }

  void written(List<LogEntry> entries) {
    batchSize.record(entries.size());
    for (LogEntry entry : entries) {
      if (Decider.isClamped(entry.logged())) {
        clamped.increment();
      }
    }
    sequence.set(entries.get(entries.size() - 1).logged().sequence());
  }

  void rebuilt(long last) {
    rebuilds.increment();
    sequence.set(last);
  }
}
