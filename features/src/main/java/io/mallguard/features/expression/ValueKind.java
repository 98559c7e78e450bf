package io.mallguard.features.expression;

/** What a whole number stands for. */
public enum ValueKind {
  /** A number: money, a count, a time; a real number was rounded down. */
  NUMBER,
  /** The hash of a text or id. */
  ID,
  /** The position of an enum word. */
  ENUM,
  /** 1 or 0. */
  BOOL
}
