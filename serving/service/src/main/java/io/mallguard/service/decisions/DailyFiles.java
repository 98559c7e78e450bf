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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decision records as one Parquet file per local day of fold time, {@code YYYY-MM-DD.parquet}. A
 * file is always made anew from all of its day's records, so making it twice changes nothing. One
 * owner thread.
 */
public final class DailyFiles {
  private final EventLog log;
  private final Path dir;
  private final ZoneId zone;
  private final Function<Versions, FeatureSpec> specs;

  /**
   * The files of a log.
   *
   * @param log where the records are
   * @param dir where the files go
   * @param zone whose days they are
   * @param specs the spec of the rows of a decision: bundles of one layout may differ in columns
   */
  public DailyFiles(EventLog log, Path dir, ZoneId zone, Function<Versions, FeatureSpec> specs) {
    this.log = log;
    this.dir = dir;
    this.zone = zone;
    this.specs = specs;
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
        Set<String> features = features(day, last);
        try (DecisionTable table = new DecisionTable(dir.resolve(day + ".parquet"), features)) {
          while (next != null && day(next).equals(day)) {
            table.write(next, specs.apply(next.versions()));
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

  /** The features of every decision of a day, which begins at a sequence. */
  private Set<String> features(LocalDate day, long fromSequence) {
    Set<String> names = new LinkedHashSet<>();
    Set<Versions> seen = new HashSet<>();
    try (LogCursor<byte[]> decisions = log.decisions(fromSequence)) {
      @Nullable DecisionRecord next = next(decisions);
      while (next != null && day(next).equals(day)) {
        if (seen.add(next.versions())) {
          specs.apply(next.versions()).features().forEach(feature -> names.add(feature.name()));
        }
        next = next(decisions);
      }
    }
    return names;
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
