package io.mallguard.training.calibration;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.file.AtomicFile;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A mall's trade beside the real orders of UCI Online Retail, over the same days of the year.
 * Immutable.
 */
public final class Calibration {
  private final Habits mall;
  private final Habits retail;

  private Calibration(Habits mall, Habits retail) {
    this.mall = mall;
    this.retail = retail;
  }

  /**
   * Compares.
   *
   * @param events a mall's events
   * @param retail the lines of Online Retail as CSV, plain or compressed
   * @throws io.mallguard.features.problem.InvalidInputException if the file is no such file
   */
  public static Calibration of(EventFolder events, Path retail, Progress progress)
      throws IOException {
    Trade real = OnlineRetail.read(retail);
    Trade mall = MallTrade.read(events, progress);
    return new Calibration(Habits.of(mall), Habits.of(sameDays(real, mall)));
  }

  /** The last days of the year that the other has too, or all if it is longer. */
  private static Trade sameDays(Trade real, Trade mall) {
    int years = mall.end().getYear() - OnlineRetail.END.getYear();
    LocalDate from = mall.first().minusYears(years);
    LocalDate to = mall.end().minusYears(years);
    boolean isInside = !from.isBefore(real.first()) && !to.isAfter(real.end());
    return isInside ? real.between(from, to) : real;
  }

  /** Writes the page. */
  public void write(Path out) throws IOException {
    AtomicFile.write(out, CalibrationPage.write(mall, retail));
  }

  /** The figures as lines of text, quantities, mall, retail. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format("%-64s %10s %10s", "", "mall", "retail"));
    for (Line line : Line.of(mall, retail)) {
      String name = line.group() + ": " + line.quantity();
      lines.add(String.format("%-64s %10s %10s", name, line.mall().words(), line.retail().words()));
    }
    return lines;
  }
}
