package io.mallguard.features.parquet;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reading twelve columns of an events folder (envelope and seven fields: ids of three sizes of
 * dictionary, money, an enum, a flag, a rare number): chunk by chunk against event by event.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ColumnBatchesBenchmark {
  private static final int EVENTS = 1_000_000;
  private static final EventSchema SCHEMA =
      SchemaReader.parse(
          """
          schema: speed
          time_zone: UTC
          currency: EUR
          entities: [buyer, shop, device]
          events:
            order:
              fields:
                buyer_id: {entity: buyer}
                shop_id: {entity: shop}
                device_id: {entity: device, optional: true}
                amount_minor: money
                channel: {enum: [app, web, phone]}
                is_vpn: {type: bool, optional: true}
                attempts: {type: integer, optional: true}
          """,
          "speed.yaml");

  private Path dir = Path.of("");
  private @Nullable EventFolder folder;

  /** Writes the folder. */
  @Setup
  public void write() throws IOException {
    dir = Files.createTempDirectory("column-batches");
    EventType type = SCHEMA.eventTypes().get(0);
    SplittableRandom random = new SplittableRandom(1);
    try (EventFolderWriter writer = EventFolderWriter.create(dir.resolve("events"), SCHEMA)) {
      long millis = 1_767_225_600_000L;
      for (int i = 1; i <= EVENTS; i++) {
        millis += random.nextInt(1000);
        long[] numbers = {
          Field.ABSENT,
          Field.ABSENT,
          Field.ABSENT,
          random.nextInt(1_000_000),
          random.nextInt(3),
          random.nextInt(4) == 0 ? Field.ABSENT : random.nextInt(2),
          random.nextInt(50) == 0 ? random.nextInt(9) : Field.ABSENT
        };
        @Nullable String[] texts = new String[numbers.length];
        texts[0] = "buyer-" + random.nextInt(200_000);
        texts[1] = "shop-" + random.nextInt(5_000);
        texts[2] = random.nextInt(10) == 0 ? null : "device-" + random.nextInt(250_000);
        Event event = new Event(type, "e" + i, millis, millis, numbers, texts);
        writer.write(new LoggedEvent(i, millis, event));
      }
      writer.commit();
    }
    folder = EventFolder.open(dir.resolve("events"));
  }

  /** Deletes it. */
  @TearDown
  public void delete() throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private EventFolder folder() {
    return Objects.requireNonNull(folder);
  }

  /** Column by column. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void columns(Blackhole hole) throws IOException {
    EventType type = SCHEMA.eventTypes().get(0);
    List<Integer> fields = IntStream.range(0, type.fields().size()).boxed().toList();
    try (EventBatches batches =
        folder().batches(type, new EventBatches.Chosen(fields, List.of()), 4096)) {
      for (int rows = batches.next(); rows > 0; rows = batches.next()) {
        for (int field : fields) {
          hole.consume(batches.field(field)[rows - 1]);
        }
      }
    }
  }

  /** Event by event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void events(Blackhole hole) throws IOException {
    try (EventReader events = folder().read()) {
      while (events.advance()) {
        hole.consume(events.current());
      }
    }
  }
}
