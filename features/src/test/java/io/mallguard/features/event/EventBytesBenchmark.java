package io.mallguard.features.event;

import io.mallguard.features.fold.RandomCards;
import io.mallguard.features.schema.Schemas;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reading an event of the log for a fold: from the array it is in, against from a stream. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EventBytesBenchmark {
  private static final int EVENTS = 10_000;
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");

  private final EventBytes codec = new EventBytes(SCHEMA);
  private final NaiveEventBytes naive = new NaiveEventBytes(SCHEMA);
  private final byte[][] log = new byte[EVENTS][];
  private final long[] slots = new long[32];

  /** Writes the log. */
  @Setup
  public void write() {
    RandomCards cards = new RandomCards(SCHEMA, 1);
    for (int i = 0; i < EVENTS; i++) {
      log[i] = codec.write(cards.next());
    }
  }

  /** As it is done. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void fromTheArray(Blackhole hole) {
    for (byte[] bytes : log) {
      take(codec.read(bytes), hole);
    }
  }

  /** The naive way. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void fromAStream(Blackhole hole) {
    for (byte[] bytes : log) {
      take(naive.read(bytes), hole);
    }
  }

  private void take(LoggedEvent logged, Blackhole hole) {
    logged.event().copySlots(slots, 0);
    hole.consume(slots[0] + logged.event().ownId());
  }
}
