package io.mallguard.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mallguard.features.SharedFolder;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.mall.MallSimulator;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
  private static final Path RETAIL = Path.of("data/online_retail/online_retail.csv.gz");
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  /** The figures of the data's own README, less the one adjustment that it counts as an order. */
  @Test
  void readsRealOrdersAsTheyAreDescribed() throws IOException {
    Trade trade = OnlineRetail.read(SharedFolder.file(RETAIL.toString()));
    assertThat(trade.orders()).hasSize(19_959);
    assertThat(trade.cancellations()).hasSize(3_836);
    assertThat(trade.orders().stream().filter(Trade.Deal::isNamed)).hasSize(18_532);
    Habits habits = Habits.of(trade);
    assertThat(Shares.of(trade.orders(), Trade.Deal::minor).quantile(0.5))
        .isCloseTo(30_384, within(50.0));
    assertThat(habits.logDeviation()).isCloseTo(1.23, within(0.005));
    assertThat(habits.perDay().mean()).isCloseTo(65, within(0.5));
    assertThat(habits.perCustomer().below(1.5)).isCloseTo(0.344, within(0.001));
    assertThat(habits.spent().ofLargest(0.1)).isCloseTo(0.613, within(0.002));
    assertThat(habits.gaps().quantile(0.5) / 24).isCloseTo(21.9, within(0.1));
    assertThat(habits.gaps().below(24)).isCloseTo(0.138, within(0.003));
    assertThat(habits.cancelledValueRate()).isCloseTo(0.084, within(0.001));
    assertThat(habits.lags().quantile(0.5) / 24).isCloseTo(6.2, within(0.1));
  }

  @Test
  void writesOnePageWithBothFiguresAndTheReason(@TempDir Path temp) throws IOException {
    Path retail = SharedFolder.file(RETAIL.toString());
    new MallSimulator(new MallPlan(MallSize.XS, Level.DEFAULT, 7, true))
        .writeTo(temp.resolve("events"), temp.resolve("truth"), Progress.silent());
    EventFolder events = EventFolder.open(temp.resolve("events"));
    Calibration calibration = Calibration.of(events, retail, Progress.silent());
    Path page = temp.resolve("page.html");
    calibration.write(page);
    assertThat(Files.readString(page))
        .contains("2025-10-01 to 2025-11-14", "2011-10-01 to 2011-11-14", "<svg", "Cancellations")
        .doesNotContain("NaN", "<script", "http");
    assertThat(calibration.table()).hasSize(25);
  }

  @Test
  void leavesOutWhatIsNoOrder(@TempDir Path temp) throws IOException {
    Path csv = temp.resolve("lines.csv");
    Files.writeString(
        csv,
        HEADER
            + "1,a,\"SOCKS, RED\",2,2011-01-03 10:00:00,1.25,7,United Kingdom\n"
            + "1,b,HAT,1,2011-01-03 10:01:00,3,7,United Kingdom\n"
            + "2,a,damaged,-5,2011-01-04 10:00:00,0,,United Kingdom\n"
            + "A3,B,Adjust bad debt,1,2011-01-04 11:00:00,11062.06,,United Kingdom\n"
            + "C4,b,HAT,-1,2011-01-05 10:00:00,3,7,United Kingdom\n");
    Trade trade = OnlineRetail.read(csv);
    Trade.Deal order = trade.orders().get(0);
    assertThat(trade.orders()).hasSize(1);
    assertThat(order.minor()).isEqualTo(550);
    assertThat(order.customer()).isEqualTo(7);
    assertThat(order.hour()).isEqualTo(10);
    assertThat(order.day()).isEqualTo(LocalDate.of(2011, 1, 3));
    assertThat(trade.cancellations()).extracting(Trade.Deal::minor).containsExactly(300L);
    Habits habits = Habits.of(trade);
    assertThat(habits.lags().quantile(0.5)).isEqualTo(48);
    assertThat(habits.cancellers()).isEqualTo(1);
  }

  @Test
  void anotherFileIsRefused(@TempDir Path temp) throws IOException {
    Path csv = temp.resolve("other.csv");
    for (String text : List.of("a,b\n1,2\n", "")) {
      Files.writeString(csv, text);
      assertThatThrownBy(() -> OnlineRetail.read(csv))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("the lines of UCI Online Retail");
    }
    assertThatThrownBy(() -> OnlineRetail.read(temp.resolve("nowhere.csv")))
        .isInstanceOf(InvalidInputException.class);
  }
}
