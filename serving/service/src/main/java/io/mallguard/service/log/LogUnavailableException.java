package io.mallguard.service.log;

/** The log can't be read or written now: disk full, folder read-only or locked, files damaged. */
public final class LogUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** What failed, in words for the operator. */
  public LogUnavailableException(String message) {
    super(message);
  }

  /** What failed, in words for the operator, and why. */
  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
