package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListValue;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.live.Ask;
import io.mallguard.service.live.Ask.Wish;
import io.mallguard.service.live.Decider;
import io.mallguard.service.live.LiveMetrics;
import io.mallguard.service.live.LiveState;
import io.mallguard.service.live.LiveWriter;
import io.mallguard.service.live.Outcome;
import io.mallguard.service.log.LogIdentity;
import io.mallguard.service.log.RocksEventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folding fails in the middle of an event, when some of its keys have it and others do not. */
class FoldFailureTest {
  private static final String SCHEMA =
      """
      schema: carts
      time_zone: Europe/Brussels
      currency: EUR
      entities: [customer, item]
      events:
        transaction:
          scored: true
          fields:
            customer_id: {entity: customer}
            main_item_id: {entity: item}
            items: {list: {item_id: {entity: item}, quantity: integer}}
      """;
  private static final String SPEC =
      """
      spec: carts
      version: 1
      schema: carts
      roles: {transaction: {item/main: {of: main_item_id, as: read}}}
      features:
        - {name: carts, key: customer, event: transaction, agg: count, window: 1d, meaning: m}
        - {name: sold, key: item, role: main, event: transaction, each: items, agg: sum,
           of: quantity, window: 1d, meaning: m}
      """;

  @TempDir Path dir;
  private Bundle bundle;
  private FailingLog log;
  private LiveWriter writer;

  @BeforeEach
  void start() throws IOException {
    bundle = TestBundle.write(dir.resolve("bundle"), "1", -1, SPEC, SCHEMA);
    log =
        new FailingLog(
            RocksEventLog.open(dir.resolve("log"), LogIdentity.of(bundle.spec()), bundle.schema()));
    LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    writer = new LiveWriter(log, new Decider(bundle), metrics, System::nanoTime, foldTime -> {}, 8);
    writer.start(sequence -> {});
  }

  @AfterEach
  void stop() {
    log.appendGate.countDown();
    writer.close();
    log.close();
  }

  /** A cart of two items; one that is broken has a second one with far too many fields. */
  private CompletableFuture<List<Outcome>> submit(String id, boolean broken, Wish wish) {
    EventType type = bundle.schema().eventType("transaction").orElseThrow();
    long[] second = broken ? new long[1_000] : new long[] {Field.ABSENT, 7};
    String[] texts = Arrays.copyOf(new String[] {"i2", null}, second.length);
    ListValue items =
        new ListValue(
            new long[][] {{Field.ABSENT, 1}, second}, new String[][] {{"i1", null}, texts});
    Event event =
        new Event(
            type,
            id,
            NOON,
            NOON,
            new long[] {Field.ABSENT, Field.ABSENT},
            new String[] {"c1", "i1"},
            new ListValue[] {items});
    Ask ask = new Ask(event, wish, System.nanoTime() + Long.MAX_VALUE / 2);
    return writer.submit(List.of(ask)).orElseThrow();
  }

  private static double[] row(CompletableFuture<List<Outcome>> answer) throws Exception {
    return ((Outcome.Decided) answer.get().get(0)).decision().row();
  }

  /** A failed event is answered after the rebuild, but the next may still meet a closed door. */
  private void awaitReady() {
    while (writer.state() != LiveState.READY) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theNextEventSeesNothingOfTheOneThatFailed() throws Exception {
    assertThat(row(submit("e1", false, Wish.SCORE))).containsExactly(0, 0);
    for (Wish wish : List.of(Wish.SCORE, Wish.RECORD, Wish.DRY_RUN)) {
      var failed = submit("bad", true, wish);
      if (wish != Wish.DRY_RUN) {
        assertThat(failed.get()).as("" + wish).containsExactly(Outcome.Refused.FAILED);
        awaitReady();
      } else {
        assertThat(row(failed)).as("reads no element").containsExactly(1, 1);
      }
      assertThat(row(submit("dry", false, Wish.DRY_RUN))).as("" + wish).containsExactly(1, 1);
    }
    assertThat(row(submit("e2", false, Wish.SCORE))).containsExactly(1, 1);
    assertThat(log.lastSequence()).isEqualTo(2);
  }

  @Test
  void theOthersOfItsBatchAreFoldedOnce() throws Exception {
    log.appendGate = new CountDownLatch(1);
    List<CompletableFuture<List<Outcome>>> answers = new ArrayList<>();
    for (String id : List.of("e1", "e2", "bad", "e3", "e4")) {
      answers.add(submit(id, id.equals("bad"), Wish.SCORE));
    }
    log.appendGate.countDown();
    assertThat(row(answers.get(0))).containsExactly(0, 0);
    assertThat(row(answers.get(1))).containsExactly(1, 1);
    assertThat(answers.get(2).get()).containsExactly(Outcome.Refused.FAILED);
    assertThat(row(answers.get(3))).containsExactly(2, 2);
    assertThat(row(answers.get(4))).containsExactly(3, 3);
    assertThat(log.lastSequence()).isEqualTo(4);
  }
}
