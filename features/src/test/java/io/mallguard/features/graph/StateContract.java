package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mallguard.features.state.Memory;
import io.mallguard.features.state.Pages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What holds for every structure that lies in a memory: a dry run leaves no trace, a snapshot goes
 * on with the same bits, and an event costs the garbage collector nothing once it is warm.
 */
abstract class StateContract {
  /** A structure with events and readings drawn at random. */
  interface Session {
    /** Takes some event in and reads something; a number made of what was read. */
    long step(long nowMillis, SplittableRandom random);
  }

  private static final int ROOT = 1;

  /** Longs of the root block. */
  abstract int rootLongs();

  /** The structure at a root block; its events go on for ever without new keys. */
  abstract Session open(Memory memory, long root);

  /** How far fold time goes on from one event to the next, in the mean. */
  abstract long stepMillis();

  /** Events until every key and size was seen. */
  int warmEvents() {
    return 60_000;
  }

  private Memory fresh() {
    Memory memory = new Memory();
    memory.root(ROOT, memory.allocate(rootLongs()));
    return memory;
  }

  private Session at(Memory memory) {
    return open(memory, memory.root(ROOT));
  }

  private long time(int step) {
    return 1_700_000_000_000L + step * stepMillis();
  }

  @Test
  void aDryRunLeavesNoTrace() {
    Memory memory = fresh();
    Memory quietMemory = fresh();
    Session session = at(memory);
    Session quiet = at(quietMemory);
    SplittableRandom random = new SplittableRandom(1);
    long different = 0;
    for (int i = 0; i < 3_000; i++) {
      long seed = random.nextLong();
      long before = i % 50 == 0 ? crc(memory) : 0;
      memory.record();
      SplittableRandom dry = new SplittableRandom(seed);
      long peeked = session.step(time(i), dry);
      // Then something much later: epochs end, windows empty, tables are swept.
      session.step(time(i + random.nextInt(5_000)), dry);
      memory.undo();
      if (i % 50 == 0) {
        assertThat(crc(memory)).as("memory after dry run %s", i).isEqualTo(before);
      }
      long read = session.step(time(i), new SplittableRandom(seed));
      assertThat(read).as("event %s", i).isEqualTo(peeked);
      assertThat(quiet.step(time(i), new SplittableRandom(seed))).as("event %s", i).isEqualTo(read);
      different += read == 0 ? 0 : 1;
    }
    assertThat(crc(memory)).isEqualTo(crc(quietMemory));
    assertThat(different).as("readings that say something").isGreaterThan(100);
  }

  @Test
  void aSnapshotGoesOnWithTheSameBits() throws Exception {
    Memory memory = fresh();
    Session session = at(memory);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 4_000; i++) {
      session.step(time(i), random);
    }
    Memory restored = copy(memory);
    Session again = at(restored);
    for (int i = 4_000; i < 8_000; i++) {
      long seed = random.nextLong();
      assertThat(again.step(time(i), new SplittableRandom(seed)))
          .as("event %s", i)
          .isEqualTo(session.step(time(i), new SplittableRandom(seed)));
    }
    assertThat(crc(restored)).isEqualTo(crc(memory));
  }

  @Test
  void anEventAllocatesNothing() {
    Session session = at(fresh());
    SplittableRandom random = new SplittableRandom(3);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int step = 0;
    while (step < warmEvents()) {
      session.step(time(step++), random);
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 2_000; i++) {
        session.step(time(step++), random);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least / 2_000).as("bytes per event").isZero();
  }

  private static Memory copy(Memory memory) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Pages().write(memory, Channels.newChannel(bytes));
    return new Pages()
        .read(
            memory.endAddress(),
            Channels.newChannel(new ByteArrayInputStream(bytes.toByteArray())));
  }

  /** A checksum of all that was ever allocated. */
  private static long crc(Memory memory) {
    long sum = memory.endAddress();
    for (long value : memory.image()) {
      sum = sum * 0x9E3779B97F4A7C15L + value;
    }
    return sum;
  }
}
