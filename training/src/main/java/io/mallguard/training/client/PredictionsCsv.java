package io.mallguard.training.client;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/** Predictions as a CSV file, one line per scored event in their order. */
public final class PredictionsCsv {
  private static final String HEADER =
      "event_id,event_type,occurred_at,score,anomaly_score,risk_level,decision,status\n";

  private PredictionsCsv() {}

  /** Writes the file whole or not at all. */
  public static void write(Path file, List<Prediction> predictions) throws IOException {
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(partial)) {
        out.write(HEADER);
        for (Prediction prediction : predictions) {
          out.write(line(prediction));
        }
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static String line(Prediction prediction) {
    return String.join(
            ",",
            quoted(prediction.event().event().id()),
            prediction.event().event().type().name(),
            Instant.ofEpochMilli(prediction.event().event().occurredAtMillis()).toString(),
            number(prediction.score()),
            number(prediction.anomalyScore()),
            prediction.riskLevel(),
            prediction.decision(),
            prediction.status())
        + "\n";
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
