package io.mallguard.service.decisions;

import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Decision records as one Parquet file per local day of fold time, {@code YYYY-MM-DD.parquet}. A
 * file is always made anew from all of its day's records, so making it twice changes nothing. One
 * owner thread.
 */
public final class DailyFiles {
  private final EventLog log;
  private final Path dir;
  private final FeatureSpec spec;
  private final ZoneId zone;

  /**
   * The files of a log.
   *
   * @param log where the records are
   * @param dir where the files go
   * @param spec names the features; records of an earlier bundle have the same layout
   */
  public DailyFiles(EventLog log, Path dir, FeatureSpec spec) {
    this.log = log;
    this.dir = dir;
    this.spec = spec;
    this.zone = spec.schema().zone();
  }

  /** Writes the files of days that are over; no event can be added to them any more. */
  public void writeClosed() throws IOException {
    write(day(log.lastFoldTimeMillis()));
  }

  /** Writes the files of all days, the open one as far as it has come. */
  public void writeAll() throws IOException {
    write(LocalDate.MAX);
  }

  /** The instant at which the local day of a fold time ends, epoch milliseconds. */
  public long dayEndMillis(long foldTimeMillis) {
    return day(foldTimeMillis).plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private void write(LocalDate until) throws IOException {
    Files.createDirectories(dir);
    LocalDate open = day(log.lastFoldTimeMillis());
    try (LogCursor<byte[]> decisions = log.decisions(log.rolledSequence() + 1)) {
      @Nullable DecisionRecord next = next(decisions);
      while (next != null && day(next).isBefore(until)) {
        LocalDate day = day(next);
        long last = next.event().sequence();
        try (DecisionTable table = new DecisionTable(dir.resolve(day + ".parquet"), spec)) {
          while (next != null && day(next).equals(day)) {
            table.write(next);
            last = next.event().sequence();
            next = next(decisions);
          }
          table.commit();
        }
        if (day.isBefore(open)) {
          log.rolled(last);
        }
      }
    }
  }

  private static @Nullable DecisionRecord next(LogCursor<byte[]> decisions) {
    return decisions.advance() ? DecisionBytes.read(decisions.value()) : null;
  }

  private LocalDate day(DecisionRecord decision) {
    return day(decision.event().foldTimeMillis());
  }

  private LocalDate day(long foldTimeMillis) {
    return Instant.ofEpochMilli(foldTimeMillis).atZone(zone).toLocalDate();
  }
}
