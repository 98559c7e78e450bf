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
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The service put together by hand: log, fold, bundle, routes. It listens at once, and is ready
 * when the log is folded. Safe to close from any thread, once.
 */
public final class RunningService implements AutoCloseable {
  private final LiveWriter writer;
  private final DecisionRoller roller;
  private final HttpServer http;
  private final EventLog log;

  private RunningService(EventLog log, LiveWriter writer, DecisionRoller roller, HttpServer http) {
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
   * @param log holds events and decisions; closed with the service
   * @param decisionsDir where daily files go
   * @param clockMillis the wall clock
   * @param nanos a monotonic clock
   * @param queueCapacity requests that may wait for the writer; more are refused with 503
   */
  public record Setup(
      Bundle bundle,
      BundleArchive archive,
      EventLog log,
      Path decisionsDir,
      LongSupplier clockMillis,
      LongSupplier nanos,
      int queueCapacity) {}

  /**
   * Listens, folds the log, and is ready.
   *
   * @param port the port on 127.0.0.1, 0 for any that is free
   * @param progress told the sequence folded, now and then
   * @throws io.mallguard.service.http.PortInUseException if the port is taken
   */
  public static RunningService start(Setup setup, int port, LongConsumer progress) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    DecisionRoller roller =
        new DecisionRoller(
            new DailyFiles(
                setup.log,
                setup.decisionsDir,
                setup.bundle.schema().zone(),
                versions -> setup.archive.bundle(versions.bundleSha256()).spec()));
    LiveWriter writer =
        new LiveWriter(
            setup.log,
            new Decider(setup.bundle),
            new LiveMetrics(registry),
            setup.nanos,
            roller::folded,
            setup.queueCapacity);
    HttpServer http =
        HttpServer.start(
            new HttpServer.Parts(
                writer,
                setup.log,
                setup.bundle,
                setup.archive::bundle,
                registry,
                setup.clockMillis,
                setup.nanos),
            port);
    try {
      writer.start(progress);
      return new RunningService(setup.log, writer, roller, http);
    } catch (RuntimeException e) {
      http.close();
      throw e;
    }
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
    roller.close();
    log.close();
  }
}
