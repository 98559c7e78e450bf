package io.mallguard.training.simulator.mall;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.chance.Weights;
import io.mallguard.training.simulator.mall.log.Ids;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.trade.Agenda;
import io.mallguard.training.simulator.mall.world.Season;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The small parts that everything else is drawn with. */
class DrawsTest {
  private static final int DRAWS = 200_000;

  @Test
  void distributionsHaveTheirMeans() {
    assertThat(mean(Chance::uniform)).isBetween(0.497, 0.503);
    assertThat(mean(Chance::normal)).isBetween(-0.01, 0.01);
    assertThat(mean(c -> c.exponential(3))).isBetween(2.96, 3.04);
    assertThat(mean(c -> c.poisson(2.5))).isBetween(2.48, 2.52);
    assertThat(mean(c -> c.poisson(200))).isBetween(199.5, 200.5);
    assertThat(mean(c -> c.gamma(0.45))).isBetween(0.44, 0.46);
    Weights weights = Weights.of(1, 0, 3);
    assertThat(mean(weights::pick)).isBetween(1.48, 1.52);
  }

  private static double mean(ToDoubleFunction<Chance> draw) {
    Chance chance = Chance.of(1, 2, 3);
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum += draw.applyAsDouble(chance);
    }
    return sum / DRAWS;
  }

  @Test
  void streamsAreFoundAgainByTheirNames() {
    long first = Chance.of(1, 2, 3).next();
    assertThat(Chance.of(9, 9, 9).restart(1, 2, 3).next()).isEqualTo(first);
    assertThat(Chance.of(1, 3, 2).next()).isNotEqualTo(first);
  }

  @Test
  void idsAreUniqueAndShowNoOrder() {
    Ids ids = new Ids(4);
    Set<String> all = new HashSet<>();
    int ascents = 0;
    String last = "";
    for (int i = 0; i < DRAWS; i++) {
      String id = ids.of('o', i);
      ascents += id.compareTo(last) > 0 ? 1 : 0;
      last = id;
      assertThat(all.add(id)).isTrue();
    }
    assertThat((double) ascents / DRAWS).isBetween(0.49, 0.51);
    assertThat(all).allMatch(id -> id.length() == 13);
  }

  @Test
  void theAgendaKeepsTheOrderOfTimeAndForgetsWhatIsTooLate() {
    Days days = new Days(LocalDate.of(2025, 10, 1), 2, 1);
    Agenda agenda = new Agenda(days);
    List<String> done = new ArrayList<>();
    long noon = days.startMillis(0) + Days.DAY_MILLIS / 2;
    agenda.at(noon + 1, now -> done.add("second"));
    agenda.at(
        noon,
        now -> {
          done.add("first");
          agenda.at(now - 5, late -> done.add("at once"));
        });
    agenda.at(noon + 1, now -> done.add("third"));
    agenda.at(noon + Days.DAY_MILLIS, now -> done.add("tomorrow"));
    agenda.at(days.endMillis(), now -> done.add("never"));
    agenda.run(0);
    assertThat(done).containsExactly("first", "at once", "second", "third");
    agenda.run(1);
    assertThat(done).endsWith("tomorrow");
  }

  @Test
  void theSizesHoldThePeaksOfTheYear() {
    for (MallSize size : MallSize.values()) {
      Days days = new Days(size.firstDay(), size.days(), size.firstMonth());
      Season season = new Season(days);
      int peak = (int) (LocalDate.of(2025, 11, 11).toEpochDay() - size.firstDay().toEpochDay());
      assertThat(peak).isBetween(0, size.days() - 1);
      assertThat(season.factor(peak)).isGreaterThan(3);
      assertThat(season.isRush(peak)).isTrue();
    }
    Days m = new Days(MallSize.M.firstDay(), MallSize.M.days(), MallSize.M.firstMonth());
    assertThat(m.date(m.count() - 1)).isEqualTo(LocalDate.of(2025, 11, 30));
    assertThat(m.driftMonth(0)).isEqualTo(1);
    assertThat(m.driftMonth(m.count() - 1)).isEqualTo(8);
    assertThat(m.dayOf(m.startMillis(100) - 1)).isEqualTo(99);
  }
}
