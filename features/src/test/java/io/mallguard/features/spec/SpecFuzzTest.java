package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Any text gives a spec or a list of problems, never another exception. */
class SpecFuzzTest {
  private static final String EVERYTHING = Specs.resource("everything-spec.yaml");

  @Test
  void everythingCompiles() {
    FeatureSpec spec = Specs.read(EVERYTHING);
    FeatureSpec again = Specs.read(spec.canonical());
    assertThat(again.canonical()).isEqualTo(spec.canonical());
    assertThat(again.layoutHash()).isEqualTo(spec.layoutHash());
  }

  @Test
  void damagedTextGivesASpecOrProblems() {
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      StringBuilder damaged = new StringBuilder(EVERYTHING);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(3)) {
          case 0 -> damaged.setCharAt(at, (char) random.nextInt(32, 127));
          case 1 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(40)));
          default -> damaged.insert(at, "{[:,'\"&*!%@\n\t- ".charAt(random.nextInt(15)));
        }
      }
      refused += refused(damaged.toString()) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(50);
  }

  /** Words in wrong places reach further than wrong characters, which YAML refuses. */
  @Test
  void swappedWordsGiveASpecOrProblems() {
    SplittableRandom random = new SplittableRandom(11);
    List<String> words = List.of(EVERYTHING.split("(?<=\\b)|(?=\\b)"));
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      String[] swapped = words.toArray(String[]::new);
      for (int j = random.nextInt(3); j >= 0; j--) {
        swapped[random.nextInt(swapped.length)] = words.get(random.nextInt(words.size()));
      }
      refused += refused(String.join("", swapped)) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(50);
  }

  /** A value of another kind where any value stands. */
  @Test
  void otherKindsOfValuesGiveASpecOrProblems() {
    SplittableRandom random = new SplittableRandom(13);
    List<String> kinds = List.of("[]", "{}", "[a, b]", "{a: b}", "''", "0", "-1", "~", "[[]]", "x");
    String[] parts = EVERYTHING.split("(?<=: )", -1);
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      String[] other = parts.clone();
      int at = random.nextInt(1, other.length);
      other[at] =
          kinds.get(random.nextInt(kinds.size())) + other[at].replaceFirst("^[^,}\\n]*", "");
      refused += refused(String.join("", other)) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(70);
  }

  private static boolean refused(String text) {
    try {
      Specs.read(text);
      return false;
    } catch (InvalidInputException e) {
      assertThat(e.problems()).as(text).isNotEmpty();
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(text, e);
    }
  }
}
