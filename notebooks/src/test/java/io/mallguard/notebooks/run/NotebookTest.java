package io.mallguard.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
  /** As Python's nbformat 5 writes it. */
  private static final String WRITTEN =
      """
      {
       "cells": [
        {
         "cell_type": "markdown",
         "id": "title",
         "metadata": {},
         "source": [
          "# Größe\\n",
          "second line"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": null,
         "id": "one",
         "metadata": {
          "tags": []
         },
         "outputs": [],
         "source": "1 + 1"
        }
       ],
       "metadata": {},
       "nbformat": 4,
       "nbformat_minor": 5
      }
      """;

  @Test
  void writesWhatItReadByteForByte() {
    assertThat(new String(parse(WRITTEN).bytes(), StandardCharsets.UTF_8)).isEqualTo(WRITTEN);
  }

  @Test
  void readsTextAsOneStringOrAsLines() {
    assertThat(parse(WRITTEN).cells())
        .extracting(Cell::source)
        .containsExactly("# Größe\nsecond line", "1 + 1");
  }

  @Test
  void tellsEveryProblemAtOnce() {
    String broken =
        """
        {"nbformat": 4, "nbformat_minor": 4, "metadata": [], "cells": [
          {"cell_type": "code", "id": "a", "metadata": {}, "source": 3, "outputs": []},
          {"cell_type": "sql", "id": "a", "source": [""]}]}
        """;

    assertThatThrownBy(() -> parse(broken))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::place)
                    .containsExactly(
                        "/nbformat",
                        "/metadata",
                        "/cells/0/source",
                        "/cells/1/cell_type",
                        "/cells/1/id",
                        "/cells/1/metadata"));
  }

  @Test
  void namesThePlaceOfMalformedJson() {
    assertThatThrownBy(() -> parse("{\n \"cells\": [}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("test.ipynb:2:");
  }

  @Test
  void readsAnyBytesOrNamesAProblem() {
    Random random = new Random(7);
    byte[] good = WRITTEN.getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        Notebook.parse(bytes, "test.ipynb");
      } catch (InvalidInputException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 1999);
    assertThatCode(() -> Notebook.parse(good, "test.ipynb")).doesNotThrowAnyException();
    assertThatThrownBy(() -> Notebook.parse(new byte[0], "test.ipynb"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void replacesAFileWithoutDebris(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.ipynb"), "before");

    parse(WRITTEN).write(file);

    assertThat(file).hasContent(WRITTEN);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static Notebook parse(String json) {
    return Notebook.parse(json.getBytes(StandardCharsets.UTF_8), "test.ipynb");
  }
}
