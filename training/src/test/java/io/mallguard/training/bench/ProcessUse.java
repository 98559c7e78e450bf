package io.mallguard.training.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this process has used since it began: processor time of all threads, greatest memory. */
record ProcessUse(double cpuSeconds, double wallSeconds, double peakGb) {
  static ProcessUse now() throws IOException {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessUse(
        system.getProcessCpuTime() / 1e9,
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
        peakKilobytes() / 1e6);
  }

  private static double peakKilobytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** One line, read again by the script's table. */
  void print(String name, long rows) {
    System.out.printf(
        Locale.ROOT,
        "RESULT %s rows=%d cpu=%.2f wall=%.2f peak_gb=%.2f%n",
        name,
        rows,
        cpuSeconds,
        wallSeconds,
        peakGb);
  }
}
