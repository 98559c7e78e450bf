package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** No column may decide alone, nor two of them, neither in all nor in one typology or month. */
final class SingleColumnCheck implements Check {
  private static final double BINDING = 0.85;

  @Override
  public String name() {
    return "single-columns";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Level level = sample.plan().level();
    List<Finding> findings = new ArrayList<>();
    ColumnScan.of(sample, order -> true).ifPresent(all -> findings.addAll(all(all, level)));
    List<ColumnScan.Found> inTypologies = new ArrayList<>();
    for (String typology : sample.typologies(sample.where(i -> true))) {
      Optional<ColumnScan> scan = ColumnScan.of(sample, o -> o.isHonestOr(typology));
      scan.ifPresent(one -> inTypologies.add(one.column()));
      findings.addAll(both("  " + typology + ": ", scan));
    }
    inTypologies.stream()
        .reduce((one, other) -> one.sureArea() > other.sureArea() ? one : other)
        .map(f -> Target.SINGLE_IN_TYPOLOGY.at(level, f.sureArea(), f.words()))
        .ifPresent(findings::add);
    findings.addAll(months(sample));
    return findings;
  }

  private static List<Finding> all(ColumnScan scan, Level level) {
    ColumnScan.Found best = scan.column();
    Band band = Band.atMost(BINDING);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
                "best single column, ROC-AUC less two errors", best.sureArea(), band, best.words())
            .binds(level == Level.DEFAULT));
    findings.add(Target.SINGLE_FEATURE.at(level, best.area().value(), best.words()));
    scan.pair().map(pair -> info("best pair of columns, ROC-AUC", pair)).ifPresent(findings::add);
    return findings;
  }

  private static List<Finding> both(String prefix, Optional<ColumnScan> scan) {
    if (scan.isEmpty()) {
      return List.of(
          Finding.unknown(prefix + "best single column", "all of its fraud is of one ring"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(info(prefix + "best single column", scan.get().column()));
    scan.get()
        .pair()
        .map(pair -> info(prefix + "best pair of columns", pair))
        .ifPresent(findings::add);
    return findings;
  }

  private static List<Finding> months(Sample sample) {
    List<ColumnScan.Found> columns = new ArrayList<>();
    List<ColumnScan.Found> pairs = new ArrayList<>();
    for (int month = 0; month < sample.months().count(); month++) {
      int wanted = month;
      Optional<ColumnScan> scan = ColumnScan.of(sample, o -> o.month() == wanted);
      scan.map(ColumnScan::column).ifPresent(columns::add);
      scan.flatMap(ColumnScan::pair).ifPresent(pairs::add);
    }
    List<Finding> findings = new ArrayList<>();
    best(columns)
        .map(found -> info("best single column in one month", found))
        .ifPresent(findings::add);
    best(pairs)
        .map(found -> info("best pair of columns in one month", found))
        .ifPresent(findings::add);
    return findings;
  }

  private static Optional<ColumnScan.Found> best(List<ColumnScan.Found> of) {
    return of.stream()
        .reduce((one, other) -> one.area().value() > other.area().value() ? one : other);
  }

  private static Finding info(String name, ColumnScan.Found found) {
    return Finding.info(name, found.area().value(), found.words());
  }
}
