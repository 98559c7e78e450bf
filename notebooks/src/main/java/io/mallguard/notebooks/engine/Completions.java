package io.mallguard.notebooks.engine;

import java.util.List;

/**
 * Words that could stand at a place of a source. Immutable.
 *
 * @param words what may replace the text from start to end
 * @param start offset of the first character to replace
 * @param end offset after the last character to replace
 */
public record Completions(List<String> words, int start, int end) {
  /** Copies the words. */
  public Completions {
    words = List.copyOf(words);
  }
}
