package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a person is told about mistakes in edges and graph features. */
class GraphMistakesTest {
  private static final String GOLDEN = "graph-mistakes.txt";

  @Test
  void readingComesBeforeCompiling() throws IOException {
    String told = told("graph-mistakes-spec.yaml");
    if (Boolean.getBoolean("golden.write")) {
      Path folder = Path.of("src/test/resources/io/mallguard/features/spec");
      Files.writeString(folder.resolve(GOLDEN), told);
    }
    assertThat(told).isEqualTo(Specs.resource(GOLDEN));
  }

  private static String told(String spec) {
    return Specs.problems(Specs.resource(spec)).stream()
        .map(Problem::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
