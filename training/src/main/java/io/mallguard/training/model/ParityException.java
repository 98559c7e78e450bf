package io.mallguard.training.model;

/** A compiled model and the Tribuo model it was made from disagree: nothing may be written. */
public final class ParityException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ParityException(String message) {
    super(message);
  }
}
