package io.mallguard.service.http;

import java.util.Locale;

/** Every way a request is refused; its code is part of the contract. */
enum Refusal {
  MALFORMED_REQUEST(400, "The request can't be read", false),
  MALFORMED_JSON(400, "The body is not JSON", false),
  INVALID_HEADER(400, "A header is not valid", false),
  INVALID_QUERY(400, "A query parameter is not valid", false),
  NOT_FOUND(404, "There is no such thing", false),
  METHOD_NOT_ALLOWED(405, "The route does not take this method", false),
  BODY_TOO_LARGE(413, "The body is too large", false),
  URI_TOO_LONG(414, "The path and query are too long", false),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported", false),
  INVALID_REQUEST(422, "The request is not valid", false),
  ID_REUSED(422, "The event id came before with other content", false),
  NOT_SCORED_BEFORE(422, "The event was recorded before without being scored", false),
  SUBJECT_REUSED(422, "Another event has the id by which later ones name it", false),
  UNKNOWN_SUBJECT(422, "The event it is about is not known", false),
  UNKNOWN_SUPERSEDED(422, "The event it takes the place of is not known", false),
  OTHER_SUBJECT(422, "The event it takes the place of is about something else", false),
  SUPERSEDED_BEFORE(422, "Another event took the place of the earlier one already", false),
  HEADERS_TOO_LARGE(431, "The headers are too large", false),
  INTERNAL(500, "The service failed", true),
  NOT_READY(503, "The service is not ready yet", true),
  DRAINING(503, "The service is shutting down", true),
  OVERLOADED(503, "Too many requests wait", true),
  NOT_WRITTEN(503, "The event could not be made durable", true),
  DEADLINE_EXCEEDED(504, "The deadline passed before the event was taken", true);

  private final int status;
  private final String title;
  private final boolean retryable;

  Refusal(int status, String title, boolean retryable) {
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  boolean retryable() {
    return retryable;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the caller must decide without a score and may ask later. */
  boolean isUnavailable() {
    return status == 503 || status == 504;
  }
}
