package io.mallguard.features.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files give back what the heap gives back. */
class FileStoreTest {
  private static final int SEGMENTS = 9;
  private static final int BUNDLES = 5;

  @TempDir private Path temp;

  @Test
  void filesAndHeapKeepTheSame() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      try (SegmentStore files = files();
          SegmentStore heap = new HeapStore(SEGMENTS, new ConcurrentLinkedQueue<>())) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
          fill(random, segment, files, heap);
        }
      }
    }
  }

  private SegmentStore files() throws IOException {
    return new FileStore(temp, SEGMENTS, 0, new ConcurrentLinkedQueue<>());
  }

  private static void fill(Random random, int segment, SegmentStore files, SegmentStore heap)
      throws IOException {
    int[] starts = new int[BUNDLES + 1];
    for (int bundle = 0; bundle < BUNDLES; bundle++) {
      starts[bundle + 1] = starts[bundle] + random.nextInt(3) * random.nextInt(5_000);
    }
    long mask = random.nextBoolean() ? -1L : 7;
    long[] records = random.longs(starts[BUNDLES]).map(any -> any & mask).toArray();
    double[] reals = random.doubles(1 + random.nextInt(3_000)).toArray();
    reals[random.nextInt(reals.length)] = Double.NaN;
    int cut = random.nextInt(reals.length);
    double[] rest = Arrays.copyOfRange(reals, cut, reals.length);
    for (SegmentStore store : new SegmentStore[] {files, heap}) {
      store.put(segment, records, starts, reals.length);
      store.putReals(segment, cut, rest, rest.length);
      store.putReals(segment, 0, reals, cut);
    }
    for (int bundle = 0; bundle < BUNDLES; bundle++) {
      int longs = starts[bundle + 1] - starts[bundle];
      if (longs > 0) {
        assertThat(shown(files, segment, bundle, longs))
            .isEqualTo(shown(heap, segment, bundle, longs))
            .isEqualTo(Arrays.copyOfRange(records, starts[bundle], starts[bundle + 1]));
      }
    }
    double[] fromHeap = heap.reals(segment, reals.length, new double[0]);
    assertThat(files.reals(segment, reals.length, new double[0]))
        .isEqualTo(Arrays.copyOf(fromHeap, reals.length))
        .isEqualTo(reals);
  }

  private static long[] shown(SegmentStore store, int segment, int bundle, int longs)
      throws IOException {
    LongSpan span = new LongSpan();
    store.records(segment, bundle, span);
    return Arrays.copyOfRange(span.array(), span.from(), span.from() + longs);
  }

  /** Buffers are made for what comes first. */
  @Test
  void nothingMayComeFirst() throws IOException {
    try (SegmentStore files = files()) {
      files.putReals(0, 0, new double[0], 0);
      files.putReals(0, 0, new double[] {0.5}, 1);
      assertThat(files.reals(0, 1, new double[1])).containsExactly(0.5);
    }
  }

  @Test
  void whatIsReadOutlivesTheRecords() throws IOException {
    try (SegmentStore files = files()) {
      files.put(0, new long[] {1, 2}, new int[] {0, 2}, 1);
      files.putReals(0, 0, new double[] {0.5}, 1);
      files.dropRecords();
      assertThat(files.reals(0, 1, new double[1])).containsExactly(0.5);
      assertThatThrownBy(() -> files.records(0, 0, new LongSpan()))
          .isInstanceOf(ClosedChannelException.class);
    }
  }
}
