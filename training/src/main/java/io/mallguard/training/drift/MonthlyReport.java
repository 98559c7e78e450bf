package io.mallguard.training.drift;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.training.file.AtomicFile;
import io.mallguard.training.page.Figure;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A month of decisions against a bundle's reference profile: {@code drift-YYYY-MM.html} for people
 * and {@code drift-YYYY-MM.json} with the same numbers and more. The same input gives the same
 * bytes. No state of the data stops the report; a line that can't be judged says so. One use.
 */
public final class MonthlyReport {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withResolverStyle(ResolverStyle.STRICT);

  private final DriftReport report;

  private MonthlyReport(DriftReport report) {
    this.report = report;
  }

  /**
   * Reads the decisions of a month and of the one before, and compares.
   *
   * @param bundle folder of the bundle that decided
   * @param decisions folder of decision records by day
   * @param month as {@code YYYY-MM}
   * @throws InvalidInputException with every problem of all three
   * @throws IOException if something can't be read
   */
  public static MonthlyReport of(Path bundle, Path decisions, String month, Progress progress)
      throws IOException {
    Problems problems = new Problems();
    Optional<YearMonth> parsed = parse(month, problems);
    Optional<ReportSubject> subject = subject(bundle, problems);
    Optional<DecisionFolder> folder = folder(decisions, problems);
    problems.throwIfAny("drift");
    return of(subject.orElseThrow(), folder.orElseThrow(), parsed.orElseThrow(), progress);
  }

  private static MonthlyReport of(
      ReportSubject subject, DecisionFolder folder, YearMonth month, Progress progress)
      throws IOException {
    MonthTally now = new MonthTally(month, subject);
    MonthTally before = new MonthTally(month.minusMonths(1), subject);
    folder.count(List.of(now, before), subject, progress);
    return new MonthlyReport(DriftReport.of(subject, now.month(), before.month()));
  }

  private static Optional<YearMonth> parse(String month, Problems problems) {
    try {
      return Optional.of(YearMonth.parse(month, MONTH));
    } catch (DateTimeException malformed) {
      problems.add("--month", "wrong_month", month, "a month as YYYY-MM, such as 2026-10");
      return Optional.empty();
    }
  }

  private static Optional<ReportSubject> subject(Path folder, Problems problems) {
    try {
      Bundle bundle = BundleReader.read(folder);
      return Optional.of(ReportSubject.of(bundle));
    } catch (InvalidInputException broken) {
      problems.addAll(broken.problems());
      return Optional.empty();
    }
  }

  private static Optional<DecisionFolder> folder(Path folder, Problems problems)
      throws IOException {
    try {
      return Optional.of(DecisionFolder.open(folder));
    } catch (InvalidInputException missing) {
      problems.addAll(missing.problems());
      return Optional.empty();
    }
  }

  /**
   * Writes page and JSON, both or none.
   *
   * @param folder where to; made if it is missing
   */
  public void write(Path folder) throws IOException {
    boolean isNew = !Files.exists(folder);
    Files.createDirectories(folder);
    try {
      AtomicFile.writeAll(
          Map.of(
              folder.resolve(name() + ".json"), ReportJson.write(report),
              folder.resolve(name() + ".html"), ReportPage.write(report)));
    } catch (IOException failure) {
      if (isNew) {
        Files.delete(folder);
      }
      throw failure;
    }
  }

  /**
   * Writes {@code run.json}: what lies outside the report's identity.
   *
   * @param wallNanos how long it took
   */
  public void writeRun(Path folder, long wallNanos) throws IOException {
    String run =
        "{\n  \"report\" : \""
            + name()
            + "\",\n  \"wall_millis\" : "
            + wallNanos / 1_000_000
            + ",\n  \"java\" : \""
            + Runtime.version()
            + "\"\n}\n";
    AtomicFile.write(folder.resolve("run.json"), run.getBytes(StandardCharsets.UTF_8));
  }

  /** Name of both files without their endings, such as {@code drift-2026-10}. */
  public String name() {
    return "drift-" + report.month().month();
  }

  /** The verdict in a line: its word, then how many decisions it rests on. */
  public String headline() {
    Verdict verdict = report.verdict();
    String rows = Figure.count(report.month().counts().rows()).words();
    return verdict.headline().word()
        + ": "
        + verdict.headline().advice()
        + " ("
        + rows
        + " decisions)";
  }

  /** 0 keep, 10 attention, 11 action needed. */
  public int exitCode() {
    return report.verdict().headline().exitCode();
  }
}
