package io.mallguard.features.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of docs/mall-spec.md that is made from the spec: its features by what they are about.
 */
final class SpecPage {
  /** Ids of the catalogue at the end of a meaning: {@code (B01)}, {@code (G07, G08)}. */
  private static final Pattern IDS = Pattern.compile(" \\(([A-Z]\\d+(?:, [A-Z]\\d+)*)\\)$");

  private static final Map<String, String> TITLES =
      Map.of(
          "B", "The buyer",
          "S", "The shop",
          "D", "The device",
          "I", "Network and address",
          "P", "The paying account and its instruments",
          "O", "The order or refund at hand",
          "X", "Buyer and shop together",
          "C", "Item and category",
          "G", "Groups and flows of money",
          "T", "Gift cards");

  private SpecPage() {}

  /** Ids of the catalogue that a meaning names, in order. */
  static List<String> ids(String meaning) {
    Matcher matcher = IDS.matcher(meaning);
    return matcher.find() ? List.of(matcher.group(1).split(", ")) : List.of();
  }

  static String of(FeatureSpec spec) {
    Explanation explanation = Explanation.of(spec);
    Map<Integer, List<String>> sections = new TreeMap<>();
    for (Explanation.FeatureLine line : explanation.features()) {
      List<String> ids = ids(line.meaning());
      String letter = ids.get(0).substring(0, 1);
      sections
          .computeIfAbsent(
              "BSDIPOXCGT".indexOf(letter), at -> new ArrayList<>(List.of(head(letter))))
          .add(row(line, String.join(", ", ids)));
    }
    List<String> page = new ArrayList<>();
    page.add("# The features of the spec `mall-cashout`\n");
    page.add(
        """
        Made from the built-in spec by a test (`mvn test -Dgolden.write=true` writes it anew); [spec.md](spec.md) says
        what the words mean. `./mallguard spec explain mall-cashout` adds the bytes of state per entity of every key.
        The number in the second column is that of the catalogue of cash-out signs on which the spec was built.
        """);
    page.add(explanation.totals() + ".\n");
    sections.values().forEach(section -> page.add(String.join("\n", section) + "\n"));
    return String.join("\n", page);
  }

  private static String head(String letter) {
    return "## "
        + TITLES.get(letter)
        + "\n\n| feature | | window | unit | meaning |\n|---|---|---|---|---|";
  }

  private static String row(Explanation.FeatureLine line, String ids) {
    String meaning = IDS.matcher(line.meaning()).replaceFirst("");
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(line.name(), ids, line.window(), line.unit(), meaning);
  }
}
