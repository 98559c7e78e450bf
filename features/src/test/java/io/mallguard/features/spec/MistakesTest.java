package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a person is told about a spec with many mistakes, all at once, in the order of the file. */
class MistakesTest {
  private static final String GOLDEN = "mistakes.txt";

  @Test
  void comeAllAtOnceWithPlaceFoundLegalAndTheNearestName() throws IOException {
    String told =
        Specs.problems(Specs.resource("mistakes-spec.yaml")).stream()
            .map(Problem::line)
            .collect(Collectors.joining("\n", "", "\n"));
    if (Boolean.getBoolean("golden.write")) {
      Path folder = Path.of("src/test/resources/io/mallguard/features/spec");
      Files.writeString(folder.resolve(GOLDEN), told);
    }
    assertThat(told).isEqualTo(Specs.resource(GOLDEN));
  }
}
