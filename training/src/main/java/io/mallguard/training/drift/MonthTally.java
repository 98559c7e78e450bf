package io.mallguard.training.drift;

import io.mallguard.scoring.profile.MonthCounts;
import io.mallguard.training.drift.DecisionMonth.Group;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A {@link DecisionMonth} in the making. The order of rows decides nothing. One owner thread. */
final class MonthTally {
  private static final Comparator<Group> BY_WORDS =
      Comparator.comparing(Group::bundleSha256)
          .thenComparing(Group::eventType)
          .thenComparing(Group::decision)
          .thenComparing(Group::riskLevel)
          .thenComparing(Group::dataQuality);

  private final YearMonth month;
  private final ReportSubject subject;
  private final MonthCounts counts;
  private final long[] dayStarts;
  private final long[] rowsPerDay;
  private final Map<Group, long[]> groups = new HashMap<>();

  MonthTally(YearMonth month, ReportSubject subject) {
    this.month = month;
    this.subject = subject;
    this.counts = new MonthCounts(subject.reference());
    this.dayStarts = new long[month.lengthOfMonth() + 1];
    this.rowsPerDay = new long[month.lengthOfMonth()];
    ZoneId zone = subject.zone();
    for (int i = 0; i < dayStarts.length; i++) {
      dayStarts[i] = month.atDay(1).plusDays(i).atStartOfDay(zone).toInstant().toEpochMilli();
    }
  }

  /** Whether an instant lies in the month, in the schema's zone. */
  boolean holds(long occurredAtMillis) {
    return occurredAtMillis >= dayStarts[0] && occurredAtMillis < dayStarts[dayStarts.length - 1];
  }

  /** Whether a row of this kind is compared: scored, and by the bundle the report is about. */
  boolean compares(Group kind) {
    return kind.bundleSha256().equals(subject.sha256()) && !kind.riskLevel().equals(Group.UNSCORED);
  }

  /** Counts a row that is left out. */
  void leaveOut(Group kind) {
    tally(kind);
  }

  private void tally(Group kind) {
    groups.computeIfAbsent(kind, key -> new long[1])[0]++;
  }

  /**
   * Counts a row that is compared.
   *
   * @param kind what it has in common with others, its number of rows 0
   * @param occurredAtMillis an instant the month holds
   */
  void compare(
      Group kind, long occurredAtMillis, double[] row, double probability, double anomaly) {
    tally(kind);
    counts.add(row, probability, anomaly);
    int day = 0;
    while (occurredAtMillis >= dayStarts[day + 1]) {
      day++;
    }
    rowsPerDay[day]++;
  }

  /** The month. */
  DecisionMonth month() {
    List<Group> found = new ArrayList<>();
    groups.forEach((kind, rows) -> found.add(kind.withRows(rows[0])));
    found.sort(BY_WORDS);
    List<Long> days = LongStream.of(rowsPerDay).boxed().toList();
    return new DecisionMonth(month, subject.zone(), subject.sha256(), counts, days, found);
  }
}
