package io.mallguard.training.simulator.mall.judge;

import io.mallguard.features.event.Event;
import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.log.MallLog;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says which events were what, as far as anybody ever finds out: late, by where it comes from; not
 * all of it, and careful, small and lone offences least; and now and then the wrong one. One owner
 * thread.
 */
public final class Verdicts {
  private static final long STREAM = 'V';
  private static final double CONFUSED = 0.05;
  private static final double REVISED = 0.15;
  private static final double CLEARED_LOOK_ALIKES = 0.006;
  private static final double CLEARED_OTHERS = 0.0004;
  private static final double FALSE_TRY = 0.03;
  private static final double MEASURED = 0.15;

  /** Share of a ring's other accounts and shops that go with one that was judged. */
  private static final double SHUT_WITH_ACCOUNT = 0.05;

  /** The label type that judges an event of a type. */
  private static final Map<String, String> LABELS =
      Map.of(
          "order", "label",
          "refund", "refund_label",
          "transfer", "transfer_label",
          "payout", "payout_label");

  private final Mall mall;
  private final MallPlan plan;
  private final MallLog log;
  private final Offenders offenders;
  private final Set<String> judgedParties = new HashSet<>();
  private long positives;
  private long falsePositives;

  /** Verdicts on what happens in a mall. */
  public Verdicts(Mall mall, Offenders offenders) {
    this.mall = mall;
    this.plan = mall.plan();
    this.log = mall.log();
    this.offenders = offenders;
    log.watchedBy(this::saw);
  }

  private void saw(Event event, Tag tag) {
    String type = LABELS.get(event.type().name());
    if (type == null) {
      return;
    }
    if (tag.typology() != Typology.NONE) {
      offence(event, tag, type);
    } else {
      honest(event, tag, type);
    }
  }

  /** A chain of events is found out as a whole or not at all. */
  private void offence(Event event, Tag tag, String type) {
    Chance fate = mall.chance(STREAM, tag.chain());
    if (fate.happens(missed(tag))) {
      return;
    }
    Origin origin = Origin.of(tag.typology(), fate);
    long delayMillis =
        origin.delayMillis(fate) + (tag.typology() == Typology.T7 ? 2 * Days.DAY_MILLIS : 0);
    String verdict = verdict(tag.typology(), fate);
    long knownMillis = event.occurredAtMillis() + delayMillis;
    Finding finding = new Finding(verdict, tag.typology().word(), origin, 70 + fate.below(30));
    if (origin == Origin.ANALYST && fate.happens(REVISED)) {
      String first = fate.happens(0.7) ? "inconclusive" : "legit";
      Event earlier = write(event, type, new Finding(first, "", origin, 50), "", knownMillis);
      long laterMillis = knownMillis + fate.seconds(170_000, 900_000);
      write(event, type, finding, earlier.id(), laterMillis);
      knownMillis = laterMillis;
    } else {
      write(event, type, finding, "", knownMillis);
    }
    positives += verdict.equals("fraud") && type.equals("label") ? 1 : 0;
    follow(event, tag, finding, knownMillis, fate);
  }

  /** More likely for the careful, the small, the lone and what money loops hide. */
  private double missed(Tag tag) {
    double share = plan.level().missedShare();
    double odds = share / (1 - share);
    double careful = 2.2 * (tag.discipline() - 0.5);
    double small = tag.plannedMinor() > 0 && tag.plannedMinor() < 20_000 ? 0.5 : -0.1;
    double hidden = tag.typology() == Typology.T3 ? 0.6 : 0;
    double logit = StrictMath.log(odds) + careful + small + hidden - 0.65;
    return 1 / (1 + StrictMath.exp(-logit));
  }

  private static String verdict(Typology typology, Chance fate) {
    boolean confused = fate.happens(CONFUSED);
    if (typology == Typology.T6 && confused) {
      return "fraud";
    }
    return typology.isFraud() && confused && fate.happens(0.5) ? "brushing" : typology.verdict();
  }

  /** What a judge says. */
  private record Finding(String verdict, String typology, Origin origin, int confidence) {}

  private Event write(
      Event event, String type, Finding finding, String supersedes, long knownMillis) {
    Draft draft = log.draft(type);
    draft.text("subject_id", event.subjectId());
    fill(draft, finding).text("supersedes", supersedes);
    return log.write(draft, event.occurredAtMillis(), knownMillis, Tag.HONEST);
  }

  private static Draft fill(Draft draft, Finding finding) {
    draft.word("verdict", finding.verdict());
    if (!finding.typology().isEmpty()) {
      draft.word("typology", finding.typology());
    }
    draft.number("confidence_percent", finding.confidence());
    return draft.word("origin", finding.origin().word());
  }

  /** Accounts and shops are judged with what they did; then the mall acts. */
  private void follow(Event event, Tag tag, Finding finding, long knownMillis, Chance fate) {
    if (!event.type().name().equals("order") || finding.verdict().equals("brushing")) {
      return;
    }
    if (!tag.isOfVictim()) {
      party(event, "account_label", "account_id", "buyer_id", finding, knownMillis);
    }
    boolean shopToo = tag.typology() == Typology.T1 || tag.typology() == Typology.T8;
    if (shopToo && fate.happens(0.5)) {
      party(event, "shop_label", "shop_id", "shop_id", finding, knownMillis);
    }
    if (plan.measures() && fate.happens(MEASURED)) {
      mall.agenda()
          .at(knownMillis + Days.HOUR_MILLIS, now -> offenders.caught(tag, SHUT_WITH_ACCOUNT, now));
    }
  }

  private void party(
      Event event, String type, String field, String from, Finding finding, long knownMillis) {
    String id = String.valueOf(event.text(event.type().fieldIndex(from)));
    if (judgedParties.add(id)) {
      Draft draft = log.draft(type).text(field, id);
      log.write(fill(draft, finding), event.occurredAtMillis(), knownMillis, Tag.HONEST);
    }
  }

  /** Some alerts on the innocent are cleared, some of the innocent are accused. */
  private void honest(Event event, Tag tag, String type) {
    boolean looksWrong = tag.looksWrong();
    Chance fate = mall.chance(STREAM, -event.ownId());
    double cleared = looksWrong ? CLEARED_LOOK_ALIKES : CLEARED_OTHERS;
    long knownMillis = event.occurredAtMillis() + Origin.ANALYST.delayMillis(fate);
    if (looksWrong && type.equals("label") && fate.happens(FALSE_TRY) && tooFewFalse()) {
      falsePositives++;
      Finding accusation = new Finding("fraud", "", Origin.ANALYST, 60);
      Event accused = write(event, type, accusation, "", knownMillis);
      if (fate.happens(0.5)) {
        Finding upheld = new Finding("legit", "", Origin.APPEAL, 90);
        long laterMillis = knownMillis + Origin.APPEAL.delayMillis(fate);
        write(event, type, upheld, accused.id(), laterMillis);
      }
    } else if (fate.happens(cleared)) {
      write(event, type, new Finding("legit", "", Origin.ANALYST, 80), "", knownMillis);
    }
  }

  private boolean tooFewFalse() {
    return falsePositives < plan.level().falseShare() * positives;
  }
}
