package io.mallguard.features.proof;

import org.jspecify.annotations.Nullable;

/** What the names of an expression stand for at some place of the log. */
interface Names {
  /**
   * A Long, Boolean, String (ids), {@link Word} (enums), Double (columns), or null if absent.
   *
   * @param name such as {@code amount_minor}, {@code order.amount_minor}, {@code occurred_at}
   */
  @Nullable Object value(String name);

  /** Whether a look-up has a record. */
  boolean known(String lookUp);

  /** An enum value. */
  record Word(String text, long ordinal) {}
}
