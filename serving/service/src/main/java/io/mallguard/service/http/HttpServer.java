package io.mallguard.service.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinBindException;
import io.mallguard.features.event.EventJson;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.live.LiveWriter;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the service on a port of this machine. Safe for use by many threads. */
public final class HttpServer implements AutoCloseable {
  /** There is no authentication yet, so nobody else may reach it. */
  private static final String HOST = "127.0.0.1";

  private static final int MAX_THREADS = 256;

  /** Connections in a rush that wait until they are heard and refused; those beyond are reset. */
  private static final int ACCEPT_QUEUE = 1024;

  private static final long STOP_MILLIS = 10_000;
  private static final Logger LOGGER = LoggerFactory.getLogger(HttpServer.class);

  private final Parts parts;
  private final Requests requests;
  private final Javalin javalin;

  /**
   * What the routes work on.
   *
   * @param writer takes events
   * @param log holds decision records
   * @param champion the bundle that decides
   * @param archive earlier bundles by their sha256
   * @param registry holds the metrics
   * @param clockMillis the wall clock
   * @param nanos a monotonic clock, the writer's
   * @param freeBytes what is free on the disk of the log
   */
  public record Parts(
      LiveWriter writer,
      EventLog log,
      Bundle champion,
      Function<String, Bundle> archive,
      PrometheusMeterRegistry registry,
      LongSupplier clockMillis,
      LongSupplier nanos,
      LongSupplier freeBytes) {}

  private HttpServer(Parts parts, int port, Consumer<RoutesConfig> more) {
    this.parts = parts;
    this.requests = new Requests(parts.clockMillis.getAsLong(), parts.nanos);
    this.javalin = Javalin.create(config -> configure(config, port, more));
  }

  /**
   * Starts listening.
   *
   * @param port the port, 0 for any that is free
   * @throws PortInUseException if another process has it
   */
  public static HttpServer start(Parts parts, int port) {
    return start(parts, port, routes -> {});
  }

  /** Starts listening with further routes, for benchmarks and tests. */
  static HttpServer start(Parts parts, int port, Consumer<RoutesConfig> more) {
    HttpServer server = new HttpServer(parts, port, more);
    try {
      server.javalin.start();
      return server;
    } catch (JavalinBindException e) {
      throw new PortInUseException(port, e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  private void configure(JavalinConfig config, int port, Consumer<RoutesConfig> more) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    config.http.maxRequestSize = RecordRoute.MAX_BYTES + 1L;
    config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS);
    config.jetty.addConnector((server, http) -> connector(server, http, port));
    UnreadableRequests unreadable = new UnreadableRequests(requests);
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(STOP_MILLIS);
          server.setErrorHandler(unreadable);
        });
    config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(unreadable));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    routes(config.routes);
    more.accept(config.routes);
  }

  private static ServerConnector connector(Server server, HttpConfiguration http, int port) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    return connector;
  }

  private void routes(RoutesConfig routes) {
    Gate gate = new Gate(parts.writer);
    var events = new EventRequest(new EventJson(parts.champion.schema()), parts.clockMillis);
    RecordedModels models = new RecordedModels(parts.champion, parts.archive);
    PredictMetrics metrics = new PredictMetrics(parts.registry);
    modelInfo();
    routes.before(this::begin);
    Evidence evidence = new Evidence(parts.log);
    PredictRoute predict =
        new PredictRoute(gate, events, requests, models, evidence, metrics, parts.nanos);
    routes.post("/predict", predict::handle);
    RecordRoute record = new RecordRoute(gate, events, requests, parts.champion.schema());
    routes.post("/events", record::events);
    routes.post("/labels", record::labels);
    LookupRoute lookup =
        new LookupRoute(gate, parts.log, parts.champion.schema(), models, evidence);
    routes.get("/predictions/{id}", lookup::byId);
    routes.get("/predictions", lookup::byEvent);
    var operation = new OperationRoutes(gate, parts.champion, parts.registry, parts.freeBytes);
    routes.get("/model", operation::model);
    routes.get("/health/live", operation::live);
    routes.get("/health/ready", operation::ready);
    routes.get("/metrics", operation::metrics);
    routes.get("/openapi.json", operation::openApi);
    routes.exception(RefusedException.class, (e, ctx) -> refuse(e, ctx));
    routes.exception(
        MethodNotAllowedResponse.class,
        (e, ctx) -> {
          ctx.header("Allow", String.join(", ", e.getDetails().values()));
          refuse(known(e), ctx);
        });
    routes.exception(HttpResponseException.class, (e, ctx) -> refuse(known(e), ctx));
    routes.exception(LogUnavailableException.class, (e, ctx) -> refuse(unreadable(e), ctx));
    routes.exception(Exception.class, (e, ctx) -> refuse(unexpected(e), ctx));
  }

  private void begin(Context ctx) {
    requests.begin(ctx);
    ctx.header("X-Model-Version", parts.champion.manifest().version());
  }

  private void refuse(RefusedException refused, Context ctx) {
    Refusal refusal = refused.refusal();
    var json = ProblemJson.of(refused, Requests.id(ctx));
    if (refusal.isUnavailable()) {
      ctx.header("Retry-After", "1");
      json.put("fallback_decision", parts.champion.policy().fallbackDecision().word());
    }
    if (refusal == Refusal.DRAINING) {
      ctx.header("Connection", "close");
    }
    Body.answer(ctx, refusal.status(), ProblemJson.CONTENT_TYPE, json);
  }

  /** What Javalin itself refuses. */
  private static RefusedException known(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 -> RefusedException.of(Refusal.NOT_FOUND, "There is no such route");
      case 405 -> RefusedException.of(Refusal.METHOD_NOT_ALLOWED, "The header Allow says which");
      case 413 -> RefusedException.of(Refusal.BODY_TOO_LARGE, "See /openapi.json for the limits");
      default -> unexpected(e);
    };
  }

  private static RefusedException unreadable(LogUnavailableException e) {
    LOGGER.error("The log could not be read", e);
    return RefusedException.of(Refusal.NOT_READY, "The log can't be read now");
  }

  private static RefusedException unexpected(Exception e) {
    LOGGER.error("A request failed", e);
    return RefusedException.of(Refusal.INTERNAL, "The failure is in the service's own log");
  }

  private void modelInfo() {
    Gauge.builder("mallguard.model.info", () -> 1)
        .tag("name", parts.champion.manifest().name())
        .tag("version", parts.champion.manifest().version())
        .tag("alias", "champion")
        .register(parts.registry);
  }

  /** Stops listening once the requests in flight are answered. */
  @Override
  public void close() {
    javalin.stop();
  }
}
