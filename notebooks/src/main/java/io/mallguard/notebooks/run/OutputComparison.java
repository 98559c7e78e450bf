package io.mallguard.notebooks.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.notebooks.show.Display;
import io.mallguard.notebooks.show.Figure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * Tells whether two runs of a notebook show the same. Text and HTML are compared to the letter. Of
 * an image only the size is: its pixels depend on the machine's fonts, and a machine without fonts
 * draws none.
 */
public final class OutputComparison {
  private OutputComparison() {}

  /** One line per cell that shows something else, empty if none does. */
  public static List<String> differences(Notebook committed, Notebook produced) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < committed.cells().size(); i++) {
      Cell before = committed.cells().get(i);
      Cell after = produced.cells().get(i);
      boolean drawn = !after.outputs().toString().contains(Figure.NOT_DRAWN);
      List<String> expected = lines(before.outputs(), drawn);
      List<String> found = lines(after.outputs(), drawn);
      if (!expected.equals(found)) {
        differences.add("cell " + (i + 1) + " (id " + before.id() + "): " + first(expected, found));
      }
    }
    return differences;
  }

  private static String first(List<String> expected, List<String> found) {
    for (int i = 0; ; i++) {
      String was = i < expected.size() ? expected.get(i) : "nothing";
      String is = i < found.size() ? found.get(i) : "nothing";
      if (!Objects.equals(was, is)) {
        return "committed «" + was + "», produced «" + is + "»";
      }
    }
  }

  private static List<String> lines(JsonNode outputs, boolean drawn) {
    List<String> lines = new ArrayList<>();
    for (JsonNode output : outputs) {
      Text.joined(output.path("text")).lines().forEach(lines::add);
      for (var form : output.path("data").properties()) {
        lines.addAll(lines(form.getKey(), form.getValue(), drawn));
      }
    }
    lines.removeIf(line -> line.equals(Figure.NOT_DRAWN));
    return lines;
  }

  private static List<String> lines(String type, JsonNode content, boolean drawn) {
    if (type.equals(Display.PNG)) {
      return drawn ? List.of(type + " of " + size(content.asText())) : List.of();
    }
    List<String> lines = new ArrayList<>(List.of(type));
    Text.joined(content).lines().forEach(lines::add);
    return lines;
  }

  private static String size(String base64) {
    try {
      byte[] png = Base64.getMimeDecoder().decode(base64);
      var image = ImageIO.read(new ByteArrayInputStream(png));
      return image == null ? "unknown size" : image.getWidth() + " × " + image.getHeight();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
