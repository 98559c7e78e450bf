package io.mallguard.service.log;

/**
 * A forward reader over the log. One owner thread; close it.
 *
 * @param <T> what is read
 */
public interface LogCursor<T> extends AutoCloseable {
  /**
   * Goes to the next entry; false at the end.
   *
   * @throws LogUnavailableException if it can't be read
   */
  boolean advance();

  /** Position of the current entry. */
  long sequence();

  /** The current entry. */
  T value();

  @Override
  void close();
}
