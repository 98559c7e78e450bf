package io.mallguard.service;

import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.decisions.DailyFiles;
import io.mallguard.service.decisions.DecisionRoller;
import io.mallguard.service.http.HttpServer;
import io.mallguard.service.live.Decider;
import io.mallguard.service.live.LiveMetrics;
import io.mallguard.service.live.LiveWriter;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LateLog;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The service put together by hand: log, fold, bundle, routes. It listens at once, and is ready
 * when its log is there and folded. Safe to close from any thread, once.
 */
public final class RunningService implements AutoCloseable {
  private final LiveWriter writer;
  private final DecisionRoller roller;
  private final HttpServer http;
  private final LateLog log;

  private RunningService(LateLog log, LiveWriter writer, DecisionRoller roller, HttpServer http) {
    this.log = log;
    this.writer = writer;
    this.roller = roller;
    this.http = http;
  }

  /**
   * What the service runs on.
   *
   * @param bundle decides
   * @param archive holds earlier bundles
   * @param decisionsDir where daily files go
   * @param clockMillis the wall clock
   * @param nanos a monotonic clock
   * @param freeBytes what is free on the disk of the log
   * @param queueCapacity requests that may wait for the writer; more are refused with 503
   */
  public record Setup(
      Bundle bundle,
      BundleArchive archive,
      Path decisionsDir,
      LongSupplier clockMillis,
      LongSupplier nanos,
      LongSupplier freeBytes,
      int queueCapacity) {}

  /**
   * Listens: it is alive, and not ready until its log is taken and folded.
   *
   * @param port the port on 127.0.0.1, 0 for any that is free
   * @throws io.mallguard.service.http.PortInUseException if the port is taken
   */
  public static RunningService listen(Setup setup, int port) {
    LateLog log = new LateLog();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    DecisionRoller roller =
        new DecisionRoller(
            new DailyFiles(
                log,
                setup.decisionsDir,
                setup.bundle.schema().zone(),
                versions -> setup.archive.bundle(versions.bundleSha256()).spec()));
    LiveWriter writer =
        new LiveWriter(
            log,
            new Decider(setup.bundle),
            new LiveMetrics(registry),
            setup.nanos,
            roller::folded,
            setup.queueCapacity);
    HttpServer http =
        HttpServer.start(
            new HttpServer.Parts(
                writer,
                log,
                setup.bundle,
                setup.archive::bundle,
                registry,
                setup.clockMillis,
                setup.nanos,
                setup.freeBytes),
            port);
    return new RunningService(log, writer, roller, http);
  }

  /** Takes the log of events and decisions, which is closed with the service. */
  public void take(EventLog opened) {
    log.open(opened);
  }

  /**
   * Folds the log; then it is ready.
   *
   * @param progress told the sequence folded, now and then
   */
  public void fold(LongConsumer progress) {
    writer.start(progress);
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** Takes no more, finishes what is in flight, writes the daily files, and lets go. */
  @Override
  public void close() {
    writer.close();
    http.close();
    if (log.isOpen()) {
      roller.close();
    }
    log.close();
  }
}
