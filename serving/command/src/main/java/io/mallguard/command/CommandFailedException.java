package io.mallguard.command;

/** A command could not do its work though its input was fine: exit code 1. */
public final class CommandFailedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** What failed, in words for the user. */
  public CommandFailedException(String message) {
    super(message);
  }
}
