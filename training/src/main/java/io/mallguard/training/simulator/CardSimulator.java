package io.mallguard.training.simulator;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.schema.Schemas;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of the built-in {@code cards} schema day by day, in the order of history: each
 * payment, and seven days later its label. The same plan gives the same bytes. One owner thread.
 */
public final class CardSimulator {
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

  private final SimulationPlan plan;
  private final EventSchema schema = Schemas.builtIn("cards");
  private final EventType transaction = schema.eventType("transaction").orElseThrow();
  private final EventType label = schema.eventType("label").orElseThrow();
  private final long knownAfterMillis =
      transaction.markedField("fraud").orElseThrow().knownAfterMillis();
  private final Chance chance;
  private final CardWorld world;
  private final FraudPatterns frauds;
  private final Deque<Event> labelsToCome = new ArrayDeque<>();
  private long lastSequence;
  private long lastFoldTimeMillis = FoldTime.NONE;
  private long payments;
  private long fraudulent;

  /** Builds the world of a plan. */
  public CardSimulator(SimulationPlan plan) {
    this.plan = plan;
    this.chance = new Chance(plan.seed());
    this.world = new CardWorld(plan, chance);
    this.frauds = new FraudPatterns(plan, chance);
  }

  /**
   * Writes all days into a folder that is not there yet; labels that become known after the last
   * day are written too.
   */
  public void writeTo(Path out, Progress progress) throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(out, schema);
        Progress.Task task = progress.start("Simulating days", plan.days())) {
      for (int day = 0; day < plan.days(); day++) {
        for (Payment payment : payments(day)) {
          write(payment, writer);
        }
        task.step();
      }
      writeLabelsUntil(Long.MAX_VALUE, writer);
      writer.commit();
    }
  }

  /** Payments written. */
  public long payments() {
    return payments;
  }

  /** Payments written that were fraud. */
  public long fraudulent() {
    return fraudulent;
  }

  private List<Payment> payments(int day) {
    long fromMillis = startMillis(day);
    long lengthMillis = startMillis(day + 1) - fromMillis;
    frauds.startDay(day, chance);
    List<Payment> all = new ArrayList<>();
    for (int customer = 0; customer < world.customers(); customer++) {
      int count = world.payments(customer, chance);
      for (int i = 0; i < count; i++) {
        long atMillis = fromMillis + timeOfDayMillis(lengthMillis);
        int terminal = world.terminal(customer, chance);
        long amountMinor = world.amountMinor(customer, chance);
        Payment plain = new Payment(atMillis, customer, terminal, amountMinor, false);
        all.add(frauds.apply(plain, day, chance));
      }
    }
    all.sort(Comparator.comparingLong(Payment::atMillis));
    return all;
  }

  private long startMillis(int day) {
    return FIRST_DAY.plusDays(day).atStartOfDay(schema.zone()).toInstant().toEpochMilli();
  }

  /** Most payments around the middle of the day, some at any time; whole seconds. */
  private long timeOfDayMillis(long lengthMillis) {
    double share = 0.55 + chance.normal() * 0.18;
    double inDay = share < 0 || share >= 1 ? chance.uniform(0, 1) : share;
    return (long) (inDay * lengthMillis) / 1000 * 1000;
  }

  private void write(Payment payment, EventFolderWriter writer) throws IOException {
    writeLabelsUntil(payment.atMillis(), writer);
    String id = String.format(Locale.ROOT, "%010d", ++payments);
    Event event = transaction(id, payment);
    append(event, writer);
    labelsToCome.add(label(id, payment));
    fraudulent += payment.fraud() ? 1 : 0;
  }

  /** Labels come before payments of the same instant. */
  private void writeLabelsUntil(long untilMillis, EventFolderWriter writer) throws IOException {
    for (Event next = labelsToCome.peek();
        next != null && next.observedAtMillis() <= untilMillis;
        next = labelsToCome.peek()) {
      append(labelsToCome.remove(), writer);
    }
  }

  private void append(Event event, EventFolderWriter writer) throws IOException {
    lastFoldTimeMillis = FoldTime.next(lastFoldTimeMillis, event);
    writer.write(new LoggedEvent(++lastSequence, lastFoldTimeMillis, event));
  }

  private Event transaction(String id, Payment payment) {
    long[] numbers = absent(transaction);
    @Nullable String[] texts = new @Nullable String[numbers.length];
    texts[transaction.fieldIndex("transaction_id")] = id;
    texts[transaction.fieldIndex("customer_id")] = "C" + payment.customer();
    texts[transaction.fieldIndex("terminal_id")] = "T" + payment.terminal();
    numbers[transaction.fieldIndex("amount_minor")] = payment.amountMinor();
    return new Event(transaction, id, payment.atMillis(), payment.atMillis(), numbers, texts);
  }

  private Event label(String id, Payment payment) {
    long knownMillis = payment.atMillis() + knownAfterMillis;
    long[] numbers = absent(label);
    @Nullable String[] texts = new @Nullable String[numbers.length];
    texts[label.subjectField()] = id;
    int verdict = label.fieldIndex("verdict");
    String word = payment.fraud() ? "fraud" : "legit";
    numbers[verdict] = label.fields().get(verdict).values().indexOf(word);
    return new Event(label, id + "-fraud", knownMillis, knownMillis, numbers, texts);
  }

  private static long[] absent(EventType type) {
    long[] numbers = new long[type.fields().size()];
    Arrays.fill(numbers, Field.ABSENT);
    return numbers;
  }
}
