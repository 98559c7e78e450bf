package io.mallguard.training.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.schema.Schemas;
import io.mallguard.training.pipeline.RuleSet;
import io.mallguard.training.pipeline.RuleTrial;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.mall.MallSimulator;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.truth.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A mall of size S holds what every mall must hold; the truth is nowhere among its events. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallMallCheckTest {
  private static final MallPlan PLAN = new MallPlan(MallSize.S, Level.DEFAULT, 1, true);

  private final Sample nothing = MadeUpSample.of(1, 0, 1, MadeUpSample.NONE);
  private final RuleTrial rules =
      RuleTrial.of(RuleSet.named("mall-classic"), Schemas.builtIn("mall"));
  private Sample sample = nothing;
  private Path dir = Path.of("");

  @BeforeAll
  void simulate(@TempDir Path temp) throws IOException {
    dir = temp;
    new MallSimulator(PLAN).writeTo(temp.resolve("events"), temp.resolve("truth"), silent());
    Truth truth = Truth.read(temp.resolve("truth"), events());
    sample = new Sampling(events(), truth, silent()).withRows(rules, temp.resolve("rows"));
  }

  private static Progress silent() {
    return Progress.silent();
  }

  private EventFolder events() throws IOException {
    return EventFolder.open(dir.resolve("events"));
  }

  @Test
  void thePlanStandsInTheTruth() {
    assertThat(sample.plan()).isEqualTo(PLAN);
    assertThat(sample.where(i -> sample.order(i).isFraud())).hasSizeGreaterThan(300);
  }

  @Test
  void whatMeansNothingSaysNothing() throws IOException {
    // The model alone binds. Of 22 columns one by one, a column that all of few rings have alike
    // has
    // an error near zero, whatever chance did.
    assertThat(new NuisanceCheck().run(sample))
        .filteredOn(Finding::binding)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.verdict())
                    .as("%s", CheckTable.line(finding))
                    .isEqualTo(Verdict.PASS));
  }

  @Test
  void noColumnDecidesAlone() throws IOException {
    assertThat(new SingleColumnCheck().run(sample).get(0).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void fraudLooksLikeOthers() throws IOException {
    holds(new SupportCheck());
  }

  @Test
  void rowsKnowThePastAlone() throws IOException {
    holds(new PointInTimeCheck(events(), rules.spec(), dir.resolve("rows"), 300_000));
  }

  @Test
  void theSamePlanGivesTheSameBytes() throws IOException {
    try (Folders folders = Folders.create()) {
      holds(new DeterminismCheck(events(), folders));
    }
  }

  /** As of an older version: the same plan stands in the truth, and the bytes are others. */
  @Test
  void otherBytesAreToldWhereTheyMayComeFrom() throws IOException {
    MallPlan plan = new MallPlan(MallSize.XS, Level.DEFAULT, 1, true);
    MallPlan other = new MallPlan(MallSize.XS, Level.DEFAULT, 2, true);
    try (Folders folders = Folders.create()) {
      EventFolder older = folders.simulate(other, "older", silent());
      Finding finding =
          new DeterminismCheck(older, folders)
              .run(new Sample(plan, List.of(), List.of(), 1))
              .get(0);
      assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(CheckTable.line(finding)).contains("older version, simulate it again");
    }
  }

  private void holds(Check check) throws IOException {
    assertThat(check.run(sample))
        .allSatisfy(
            finding ->
                assertThat(finding.verdict())
                    .as("%s", CheckTable.line(finding))
                    .isIn(Verdict.PASS, Verdict.INSIDE));
  }
}
