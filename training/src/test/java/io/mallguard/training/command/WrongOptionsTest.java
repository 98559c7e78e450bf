package io.mallguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a command's options is told at once, and nothing is begun. */
class WrongOptionsTest {
  @TempDir Path temp;

  @Test
  void everyValueThatIsWrong() {
    Path out = temp.resolve("mall");
    Said said =
        Said.by("simulate", "--size=Q", "--level=brutal", "--seed", "first", "--out=" + out);
    assertThat(problems(said))
        .containsExactly(
            "--size: found 'Q', must be one of XS, S, M, L [wrong_value]",
            "--level: found 'brutal', must be one of EASY, DEFAULT, HARD [wrong_value]",
            "--seed: found 'first', must be a whole number [wrong_value]");
    assertThat(said.text()).startsWith("simulate: 3 problems\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void aWrongValueHidesNeitherWhatIsMissingNorWhatDoesNotGoTogether() {
    assertThat(problems(Said.by("simulate", "--size=Q", "--days=ten", "--no-measures")))
        .containsExactly(
            "--size: found 'Q', must be one of XS, S, M, L [wrong_value]",
            "--days: found 'ten', must be a whole number [wrong_value]",
            "--days: found given, must be left out: it is an option of cards [wrong_world]",
            "--out: found nothing, must be a folder that is not there yet [missing_option]");
    assertThat(problems(Said.by("simulate", "--level=hard", "--no-measures", "--out=x")))
        .containsExactly(
            "--level: found given, must be left out: it is an option of the mall [wrong_world]",
            "--no-measures: found given, must be left out: it is an option of the mall"
                + " [wrong_world]");
  }

  @Test
  void whatIsMissingAndWhatIsUnknown() {
    assertThat(problems(Said.by("send", "--fro=1", "--to=soon", "--url=:", "--connections=x")))
        .containsExactlyInAnyOrder(
            "--to: found 'soon', must be a day as YYYY-MM-DD [wrong_value]",
            "--url: found ':', must be an address such as http://127.0.0.1:8080 [wrong_value]",
            "--connections: found 'x', must be a whole number [wrong_value]",
            "--events: found nothing, must be given [missing_option]",
            "--from: found nothing, must be a day as YYYY-MM-DD [missing_option]",
            "options: found '--fro=1', must be --from [unknown_option]");
  }

  @Test
  void optionsThatDoNotGoTogether() {
    assertThat(problems(Said.by("evaluate", "--bundle=b", "--rules=r", "--from=x")))
        .anySatisfy(line -> assertThat(line).contains("--bundle", "--rules", "mutually exclusive"))
        .contains("--from: found 'x', must be a day as YYYY-MM-DD [wrong_value]")
        .contains("--events: found nothing, must be given [missing_option]");
    assertThat(problems(Said.by("evaluate", "--from=x")))
        .anySatisfy(line -> assertThat(line).contains("--bundle", "--rules", "specify one"));
  }

  @Test
  void aSubcommandNeedsNothingOfItsParent() {
    assertThat(problems(Said.by("simulate", "check", temp.resolve("none").toString())))
        .noneMatch(line -> line.contains("--out"));
    assertThat(problems(Said.by("simulate", "check")))
        .containsExactly("DIR: found nothing, must be given [missing_option]");
  }

  @Test
  void helpIsGivenWhateverElseIsSaid() {
    Said said = Said.by("simulate", "--size=Q", "--help");
    assertThat(said.exitCode()).isZero();
    assertThat(said.text()).startsWith("Usage: mallguard simulate");
  }

  private static List<String> problems(Said said) {
    assertThat(said.exitCode()).as(said.text()).isEqualTo(2);
    assertThat(said.text()).doesNotContain("\tat ").doesNotContain("Exception");
    return said.text().lines().skip(1).map(String::strip).toList();
  }
}
