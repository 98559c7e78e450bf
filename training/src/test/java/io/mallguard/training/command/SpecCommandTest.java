package io.mallguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SpecCommandTest {
  private final StringWriter out = new StringWriter();
  @TempDir Path folder = Path.of("");

  private int run(String... args) {
    return new CommandLine(new SpecCommand()).setOut(new PrintWriter(out)).execute(args);
  }

  @Test
  void checksTheBuiltInSpec() {
    assertThat(run("check", "cards")).isZero();
    assertThat(out.toString())
        .startsWith("Compiles: cards-handbook 1")
        .contains("15 columns in the row, 0 internal; 2 families, 2 lanes, 0 look-ups");
  }

  @Test
  void explainsFeaturesAndState() {
    assertThat(run("explain", "cards", "--schema", "cards")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("terminal_risk_7d +terminal +7d ending 7d ago +share +\\d+ B .*"))
        .anyMatch(
            l -> l.matches("customer +90d +1 +\\d+ B \\+ 24 B/event +transaction +1d, 7d, 30d"));
  }

  @Test
  void listsEveryMistakeAndAnswersTwo() throws IOException {
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(
        file,
        """
        spec: wrong
        version: 1
        schema: cards
        features:
          - {name: x, key: custmer, event: transaction, agg: cont, window: 1d, meaning: m}
        """);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run("spec", "check", file.toString())).isEqualTo(2);
      assertThat(Main.run("spec")).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("wrong.yaml:5:", "did you mean count?", "Missing: check or explain");
  }

  @Test
  void asksForTheSchemaThatIsNotBuiltIn() throws IOException {
    Path file = folder.resolve("other.yaml");
    Files.writeString(file, "spec: s\nversion: 1\nschema: mine\nfeatures: []\n");
    assertThat(Main.run("spec", "check", file.toString())).isEqualTo(2);
  }
}
