package io.mallguard.training.drift;

import io.mallguard.scoring.profile.MonthCounts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The decisions of one calendar month. Immutable once the counting is done.
 *
 * @param month the month
 * @param zone in which time zone
 * @param bundleSha256 whose decisions are compared
 * @param counts the rows scored by that bundle
 * @param rowsPerDay those rows by day of the month, from its first day
 * @param groups all rows of the month, also those left out
 */
record DecisionMonth(
    YearMonth month,
    ZoneId zone,
    String bundleSha256,
    MonthCounts counts,
    List<Long> rowsPerDay,
    List<Group> groups) {

  /** A gap with fewer expected rows than this may be chance (e^-10 = 5e-5 a day). */
  private static final long EXPECTED_ROWS = 10;

  /** Copies the lists. */
  DecisionMonth {
    rowsPerDay = List.copyOf(rowsPerDay);
    groups = List.copyOf(groups);
  }

  /**
   * Rows alike in everything but their numbers.
   *
   * @param bundleSha256 the bundle that answered
   * @param eventType the event type
   * @param decision the decision
   * @param riskLevel {@code unknown} if nothing could be scored
   * @param dataQuality state of the row
   * @param rows how many
   */
  record Group(
      String bundleSha256,
      String eventType,
      String decision,
      String riskLevel,
      String dataQuality,
      long rows) {
    static final String UNSCORED = "unknown";

    /** The same kind of rows, so many of them. */
    Group withRows(long count) {
      return new Group(bundleSha256, eventType, decision, riskLevel, dataQuality, count);
    }
  }

  /** Days without a row. */
  List<LocalDate> missingDays() {
    return days(rows -> rows == 0, 0, rowsPerDay.size() - 1);
  }

  /**
   * Days without a row between two days with rows, where chance can't explain it: at least ten rows
   * are to be expected on a day.
   */
  List<LocalDate> gaps() {
    List<LocalDate> served = days(rows -> rows > 0, 0, rowsPerDay.size() - 1);
    if (served.isEmpty() || counts.rows() < EXPECTED_ROWS * served.size()) {
      return List.of();
    }
    int last = served.get(served.size() - 1).getDayOfMonth() - 1;
    return days(rows -> rows == 0, served.get(0).getDayOfMonth() - 1, last);
  }

  private List<LocalDate> days(Predicate<Long> wanted, int first, int last) {
    List<LocalDate> days = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      if (wanted.test(rowsPerDay.get(i))) {
        days.add(month.atDay(i + 1));
      }
    }
    return days;
  }

  /** Rows of other bundles, left out, by their SHA-256. */
  Map<String, Long> otherBundles() {
    return sums(group -> !isOurs(group), Group::bundleSha256);
  }

  /** Rows of this bundle that could not be scored, left out. */
  long unscored() {
    return groups.stream()
        .filter(group -> isOurs(group) && group.riskLevel().equals(Group.UNSCORED))
        .mapToLong(Group::rows)
        .sum();
  }

  /** Rows compared, by something they have in common. */
  Map<String, Long> compared(Function<Group, String> key) {
    return sums(group -> isOurs(group) && !group.riskLevel().equals(Group.UNSCORED), key);
  }

  private boolean isOurs(Group group) {
    return group.bundleSha256().equals(bundleSha256);
  }

  private Map<String, Long> sums(Predicate<Group> wanted, Function<Group, String> key) {
    Map<String, Long> sums = new TreeMap<>();
    groups.stream()
        .filter(wanted)
        .forEach(group -> sums.merge(key.apply(group), group.rows(), Long::sum));
    return sums;
  }
}
