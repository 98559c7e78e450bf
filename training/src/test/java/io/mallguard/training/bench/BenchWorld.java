package io.mallguard.training.bench;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Orders of an invented mall over 180 days, one at a time: shops by Zipf's law, a heavy tail of
 * buyers who mostly keep to their devices, instruments and addresses, and one order in a hundred at
 * the same instant as the one before by the same buyer. The same seed gives the same orders.
 */
final class BenchWorld {
  private static final long START_MILLIS = 1_735_689_600_000L; // 2025-01-01T00:00Z
  private static final long DAYS_MILLIS = 180L * 86_400_000L;
  private static final int KINDS = 4;

  private final long events;
  private final double hotShopShare;
  private final SplittableRandom random;
  private final long buyers;
  private final double[] shopsUpTo;
  private final EventType order;
  private final EventSchema schema = SchemaReader.parse(BenchSpec.SCHEMA, "bench schema");
  private double elapsedMillis;
  private long buyer;

  /**
   * A mall.
   *
   * @param events how many orders
   * @param hotShopShare share of all orders that one shop gets beside its Zipf share, 0 for none
   */
  BenchWorld(long events, double hotShopShare, long seed) {
    this.events = events;
    this.hotShopShare = hotShopShare;
    this.random = new SplittableRandom(seed);
    this.buyers = Math.max(100, events * 2 / 15);
    this.shopsUpTo = zipf((int) Math.max(20, events / 150));
    this.order = schema.eventTypes().get(0);
  }

  private static double[] zipf(int count) {
    double[] upTo = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
    return upTo;
  }

  /** Writes all orders; memory does not grow with their number. */
  void write(Path folder) throws IOException {
    try (EventFolderWriter out = EventFolderWriter.replace(folder, schema)) {
      for (long sequence = 1; sequence <= events; sequence++) {
        out.write(next(sequence));
      }
      out.commit();
    }
  }

  private LoggedEvent next(long sequence) {
    if (random.nextInt(100) > 0) {
      elapsedMillis -= Math.log(1 - random.nextDouble()) * DAYS_MILLIS / events;
      buyer = (long) (buyers * Math.pow(random.nextDouble(), 1.5));
    }
    long at = START_MILLIS + (long) elapsedMillis;
    @Nullable String[] texts = new String[order.fields().size()];
    texts[0] = "b" + buyer;
    texts[1] = "s" + shop();
    texts[2] = "d" + often(90, buyer * 4 + Math.max(0, random.nextInt(6) - 3), buyers * 5 / 4);
    texts[3] = "i" + often(60, buyer * 3 + 1, buyers / 2);
    texts[4] = "p" + often(95, buyer * 5 + Math.max(0, random.nextInt(4) - 2), buyers * 9 / 8);
    long[] numbers = new long[texts.length];
    Arrays.fill(numbers, Field.ABSENT);
    numbers[5] = amountMinor();
    numbers[6] = random.nextInt(10) < 7 ? 0 : random.nextInt(1, KINDS);
    return new LoggedEvent(sequence, at, new Event(order, "o" + sequence, at, at, numbers, texts));
  }

  private int shop() {
    if (random.nextDouble() < hotShopShare) {
      return 0;
    }
    int found =
        Arrays.binarySearch(shopsUpTo, random.nextDouble() * shopsUpTo[shopsUpTo.length - 1]);
    return Math.min(shopsUpTo.length - 1, found < 0 ? -found - 1 : found);
  }

  /** The usual one, or else any. */
  private long often(int percent, long usual, long count) {
    return random.nextInt(100) < percent
        ? Math.floorMod(IdHash.mix(usual), count)
        : random.nextLong(count);
  }

  private long amountMinor() {
    long amount = (long) Math.exp(6 + 7 * random.nextDouble());
    return random.nextInt(5) == 0 ? Math.max(1, amount / 10_000) * 10_000 : amount;
  }
}
