package io.mallguard.features.parquet;

import java.util.Arrays;

/** Numbers that grow in number. One owner thread. */
final class LongBuffer {
  private long[] numbers = new long[1024];
  private int size;

  void clear() {
    size = 0;
  }

  void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  /** Not a copy; only the first {@link #size()} count. */
  long[] array() {
    return numbers;
  }
}
