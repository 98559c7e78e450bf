package io.mallguard.service.http;

/** The port can't be listened on. */
public final class PortInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  PortInUseException(int port, Throwable cause) {
    super(
        "Port " + port + " is in use or not allowed; choose another with --port, 0 for any", cause);
  }
}
