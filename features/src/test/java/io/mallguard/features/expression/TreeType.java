package io.mallguard.features.expression;

import java.util.List;
import java.util.SplittableRandom;

/** The types of random expressions. */
enum TreeType {
  BOOL,
  WHOLE,
  REAL,
  TEXT;

  private static final List<TreeType> ALL = List.of(values());

  static TreeType any(SplittableRandom random) {
    return ALL.get(random.nextInt(ALL.size()));
  }
}
