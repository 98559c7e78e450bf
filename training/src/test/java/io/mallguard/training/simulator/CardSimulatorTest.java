package io.mallguard.training.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardSimulatorTest {
  private static final long WEEK_MILLIS = 604_800_000L;

  private final Path temp;

  CardSimulatorTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws IOException {
    assertThat(digest("a", 1)).isEqualTo(digest("b", 1)).isNotEqualTo(digest("c", 2));
  }

  @Test
  void everyPaymentHasItsLabelAWeekLaterAndTimeNeverGoesBack() throws IOException {
    write("events", new SimulationPlan(20, 100, 100, 3));
    Map<String, Long> unlabelled = new HashMap<>();
    long lastMillis = 0;
    int labels = 0;
    try (EventReader reader = EventFolder.open(temp.resolve("events")).read()) {
      while (reader.advance()) {
        LoggedEvent logged = reader.current();
        assertThat(logged.event().observedAtMillis()).isGreaterThanOrEqualTo(lastMillis);
        lastMillis = logged.event().observedAtMillis();
        if (logged.event().type().scored()) {
          unlabelled.put(logged.event().subjectId(), lastMillis);
        } else {
          Long paidMillis = unlabelled.remove(String.valueOf(logged.event().text(0)));
          assertThat(paidMillis).isEqualTo(lastMillis - WEEK_MILLIS);
          labels++;
        }
      }
    }
    assertThat(unlabelled).isEmpty();
    assertThat(labels).isGreaterThan(2000);
  }

  @Test
  void aboutOnePaymentInAHundredIsFraud() throws IOException {
    CardSimulator simulator = write("events", new SimulationPlan(60, 500, 1000, 4));
    double share = (double) simulator.fraudulent() / simulator.payments();
    assertThat(simulator.payments()).isBetween(50_000L, 70_000L);
    assertThat(share).isBetween(0.003, 0.02);
  }

  @Test
  void theSmallestWorldWorks() throws IOException {
    write("events", new SimulationPlan(1, 1, 1, 0));
    assertThat(EventFolder.open(temp.resolve("events")).eventCount()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void everyImpossibleNumberIsNamedAtOnce() {
    assertThatThrownBy(() -> new SimulationPlan(0, -1, 2_000_000, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--days: found 0")
        .hasMessageContaining("--customers: found -1")
        .hasMessageContaining("--terminals: found 2000000");
  }

  private String digest(String name, long seed) throws IOException {
    write(name, new SimulationPlan(10, 50, 50, seed));
    return EventFolder.open(temp.resolve(name)).digest();
  }

  private CardSimulator write(String name, SimulationPlan plan) throws IOException {
    CardSimulator simulator = new CardSimulator(plan);
    simulator.writeTo(temp.resolve(name), Progress.silent());
    return simulator;
  }
}
