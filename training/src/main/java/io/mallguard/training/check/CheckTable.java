package io.mallguard.training.check;

import java.util.Locale;

/** Findings as lines of text. */
final class CheckTable {
  private CheckTable() {}

  static String head() {
    return line("", "value", "band", "", "");
  }

  static String line(Finding finding) {
    String value = finding.value().isPresent() ? Band.number(finding.value().getAsDouble()) : "–";
    String band = finding.band().map(Band::text).orElse("");
    return line(finding.name(), value, band, finding.verdict().word(), finding.reason());
  }

  private static String line(String name, String value, String band, String verdict, String why) {
    return String.format(Locale.ROOT, "%-62s %8s  %-14s %-8s %s", name, value, band, verdict, why)
        .stripTrailing();
  }
}
