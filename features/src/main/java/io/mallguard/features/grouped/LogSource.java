package io.mallguard.features.grouped;

import java.io.IOException;

/** The log from its first event on, with the slots that expressions read. One owner at a time. */
public interface LogSource extends AutoCloseable {
  /**
   * Reads on.
   *
   * @param block receives the next events, as many as it takes
   * @return false if there are none left
   */
  boolean next(LogBlock block) throws IOException;

  @Override
  void close() throws IOException;
}
