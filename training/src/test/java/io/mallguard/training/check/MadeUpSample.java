package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.truth.Truth;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Orders out of thin air, of which a share is fraud; who leaks what is up to the test. */
final class MadeUpSample {
  static final MallPlan PLAN = new MallPlan(MallSize.S, Level.DEFAULT, 1, true);

  private static final long DAY_MILLIS = 86_400_000L;

  /** Changes a made up order. */
  interface Leak {
    OrderFacts change(OrderFacts facts, boolean isFraud);

    default double[] row(boolean isFraud, Random random) {
      return new double[] {random.nextGaussian(), random.nextGaussian()};
    }
  }

  static final Leak NONE = (facts, isFraud) -> facts;

  private MadeUpSample() {}

  static Sample of(int orders, double fraudShare, long seed, Leak leak) {
    Random random = new Random(seed);
    Sample sample = new Sample(PLAN, List.of("one", "other"), List.of(), 1);
    for (int i = 0; i < orders; i++) {
      boolean isFraud = random.nextDouble() < fraudShare;
      OrderFacts facts = leak.change(facts(i, (double) i / orders, random), isFraud);
      Truth.Note note =
          isFraud
              ? new Truth.Note(true, "T1", "", "ring " + random.nextInt(40), 0.5, "")
              : Truth.Note.HONEST;
      sample.add(facts, leak.row(isFraud, random), note, -1, false);
    }
    return sample;
  }

  private static OrderFacts facts(int i, double when, Random random) {
    long day = (long) (when * PLAN.days().count());
    long at = PLAN.days().startMillis(0) + day * DAY_MILLIS + random.nextInt((int) DAY_MILLIS);
    return new OrderFacts(
        i,
        "e" + Long.toHexString(random.nextLong() | Long.MIN_VALUE),
        "o" + Long.toHexString(random.nextLong() | Long.MIN_VALUE),
        random.nextInt(500),
        random.nextInt(50),
        random.nextInt(500),
        random.nextInt(500),
        random.nextInt(16),
        at,
        200 + random.nextInt(2000),
        100 + random.nextInt(50_000),
        Stream.generate(() -> (long) random.nextInt(4)).limit(OrderFacts.WORDS.size()).toList(),
        random.nextInt(1 << OrderFacts.ABSENT_BY_CHANCE.size()));
  }

  static OrderFacts withLag(OrderFacts facts, long lagMillis) {
    return with(facts, lagMillis, facts.amountMinor());
  }

  static OrderFacts withAmount(OrderFacts facts, long amountMinor) {
    return with(facts, facts.lagMillis(), amountMinor);
  }

  private static OrderFacts with(OrderFacts facts, long lagMillis, long amountMinor) {
    return new OrderFacts(
        facts.sequence(),
        facts.eventId(),
        facts.orderId(),
        facts.buyer(),
        facts.shop(),
        facts.device(),
        facts.card(),
        facts.buyerDigit(),
        facts.occurredAtMillis(),
        lagMillis,
        amountMinor,
        facts.words(),
        facts.absent());
  }
}
