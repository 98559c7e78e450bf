package io.mallguard.command;

import io.mallguard.features.problem.Problems;
import java.util.Set;

/** A command with rules for its options together, told beside what is wrong with each of them. */
public interface CheckedOptions {
  /**
   * Checks the options before the command runs.
   *
   * @param given long names of the options that were given, also those whose value is wrong and
   *     therefore not set
   * @param problems takes what is wrong
   */
  void check(Set<String> given, Problems problems);
}
