package io.mallguard.service.http;

import io.javalin.http.Context;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every request brings in its headers. Safe for use by many threads. */
final class Requests {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");
  private static final String ATTRIBUTE = "request_id";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier nanos;
  private final String prefix;
  private final AtomicLong count = new AtomicLong();

  Requests(long startMillis, LongSupplier nanos) {
    this.nanos = nanos;
    this.prefix = Long.toString(startMillis, Character.MAX_RADIX) + '-';
  }

  /** Gives a request its id, the caller's if it is one, and echoes the trace. */
  void begin(Context ctx) {
    @Nullable String own = ctx.header("X-Request-Id");
    String id = own != null && REQUEST_ID.matcher(own).matches() ? own : next();
    ctx.attribute(ATTRIBUTE, id);
    ctx.header("X-Request-Id", id);
    @Nullable String trace = ctx.header("traceparent");
    if (trace != null && TRACE.matcher(trace).matches()) {
      ctx.header("traceparent", trace);
    }
  }

  /** An id for a request that brings none. */
  String next() {
    return prefix + count.incrementAndGet();
  }

  static String id(Context ctx) {
    @Nullable String id = ctx.attribute(ATTRIBUTE);
    return id == null ? "unknown" : id;
  }

  /** Until when the caller waits, on the nanosecond clock; without a deadline very long. */
  long deadlineNanos(Context ctx) {
    @Nullable String header = ctx.header("X-Deadline-Ms");
    if (header == null) {
      return nanos.getAsLong() + Long.MAX_VALUE / 2;
    }
    if (!MILLIS.matcher(header).matches()) {
      throw RefusedException.of(
          Refusal.INVALID_HEADER,
          "X-Deadline-Ms must be a whole number of milliseconds, 0 or more");
    }
    return nanos.getAsLong() + Long.parseLong(header) * NANOS_PER_MILLI;
  }

  /** Whether unknown fields are refused. */
  static boolean isStrict(Context ctx) {
    @Nullable String strict = ctx.queryParam("strict");
    if (strict == null || strict.equals("false")) {
      return false;
    }
    if (strict.equals("true")) {
      return true;
    }
    throw RefusedException.of(Refusal.INVALID_QUERY, "strict must be true or false");
  }
}
