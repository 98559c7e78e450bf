package io.mallguard.training.simulator.mall;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.schema.Schemas;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.mall.fraud.Underworld;
import io.mallguard.training.simulator.mall.honest.Arrivals;
import io.mallguard.training.simulator.mall.honest.Crowds;
import io.mallguard.training.simulator.mall.honest.Money;
import io.mallguard.training.simulator.mall.honest.Offers;
import io.mallguard.training.simulator.mall.honest.Sellers;
import io.mallguard.training.simulator.mall.honest.Shopping;
import io.mallguard.training.simulator.mall.judge.Guard;
import io.mallguard.training.simulator.mall.judge.Verdicts;
import io.mallguard.training.simulator.mall.log.DaySink;
import io.mallguard.training.simulator.mall.log.FolderWriting;
import io.mallguard.training.simulator.mall.log.MallLog;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import io.mallguard.training.simulator.mall.world.Census;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes the events of the built-in {@code mall} schema day by day, in the log's order, and beside
 * them what really was. The same plan gives the same bytes. One owner thread, and one that writes.
 */
public final class MallSimulator {
  /** Enough that a line of progress comes every few seconds. */
  private static final int STEPS_PER_DAY = 1000;

  private final MallPlan plan;
  private final EventSchema schema = Schemas.builtIn("mall");
  private final Summary summary = new Summary();
  private int offenders;

  /** A simulation of a plan. */
  public MallSimulator(MallPlan plan) {
    this.plan = plan;
  }

  /**
   * Writes all days.
   *
   * @param events the events folder, not there yet; verdicts that become known after the last day
   *     are written too
   * @param truth folder of what really was
   */
  public void writeTo(Path events, Path truth, Progress progress) throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(events, schema);
        FolderWriting writing = new FolderWriting(writer);
        TruthFile truthFile = TruthFile.create(truth, plan)) {
      run(writing, truthFile, progress);
      writing.finish();
      truthFile.commit(writer.seal());
      writer.commit();
      truthFile.keep();
    }
  }

  /** Simulates all days; somebody else keeps the events. */
  void run(DaySink sink, TruthFile truth, Progress progress) throws IOException {
    MallLog log = new MallLog(schema, plan.seed(), sink, truth);
    log.watchedBy(summary);
    Mall mall = new Mall(plan, schema, log);
    Offers offers = new Offers(mall);
    Shopping shopping = new Shopping(mall, offers);
    Census census = new Census(plan, mall.world(), mall.cities());
    Arrivals arrivals = new Arrivals(mall, census, shopping);
    Money money = new Money(mall);
    Sellers sellers = new Sellers(mall, shopping);
    Crowds crowds = new Crowds(mall, shopping);
    Underworld underworld = new Underworld(mall, census, shopping);
    new Guard(mall, underworld::caught);
    new Verdicts(mall, underworld::caught);
    arrivals.planSettlers();
    underworld.planSettlers();
    Days days = plan.days();
    try (Progress.Task task = progress.start("Simulating", (long) days.count() * STEPS_PER_DAY)) {
      for (int day = -Days.PREHISTORY; day < days.count(); day++) {
        if (day >= 0) {
          offers.plan(day);
          arrivals.plan(day);
          shopping.plan(day);
          money.plan(day);
          sellers.plan(day);
          crowds.plan(day);
          underworld.plan(day);
          task.stepBy(STEPS_PER_DAY);
        }
        mall.agenda().run(day);
        log.closeUntil(days.startMillis(day + 1));
      }
    }
    log.closeUntil(Long.MAX_VALUE);
    offenders = underworld.rings();
  }

  /** Events written, by type. */
  public Map<String, Long> counts() {
    return summary.events();
  }

  /** What was simulated, in a few lines to read. */
  public List<String> report() {
    return summary.lines(offenders);
  }
}
