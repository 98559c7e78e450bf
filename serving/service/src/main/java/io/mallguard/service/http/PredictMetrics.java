package io.mallguard.service.http;

import io.mallguard.service.decisions.DecisionRecord;
import io.mallguard.service.live.Outcome.StageTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@code /predict} counts. Never an id as a tag. Safe for use by many threads. */
final class PredictMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger inProgress;

  PredictMetrics(MeterRegistry registry) {
    this.registry = registry;
    inProgress = registry.gauge("mallguard.predict.in.progress", new AtomicInteger());
  }

  void begin() {
    inProgress.incrementAndGet();
  }

  void end() {
    inProgress.decrementAndGet();
  }

  /** A decision was answered. */
  void decided(DecisionRecord decision, String status, StageTimes times, long totalNanos) {
    String type = decision.event().eventType();
    count(type, decision.outcome().decision().word(), status);
    time("total", totalNanos);
    if (times.features() > 0) {
      time("features", times.features());
      time("model", times.model());
      time("durable", times.durable());
      DistributionSummary.builder("mallguard.score")
          .tag("event_type", type)
          .register(registry)
          .record(decision.score().probability());
    }
  }

  /** A request was refused. */
  void refused(Refusal refusal) {
    count("unknown", "none", refusal.code());
  }

  private void count(String type, String decision, String status) {
    Counter.builder("mallguard.predict.requests")
        .tag("event_type", type)
        .tag("decision", decision)
        .tag("status", status)
        .register(registry)
        .increment();
  }

  private void time(String stage, long nanos) {
    Timer.builder("mallguard.predict.duration")
        .tag("stage", stage)
        .publishPercentileHistogram(false)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
