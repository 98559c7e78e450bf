package io.mallguard.training.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.spec.Feature;
import io.mallguard.scoring.profile.ColumnProfile;
import io.mallguard.scoring.profile.ReferenceProfile;
import io.mallguard.training.drift.ReportFixture.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportFilesTest {
  private static final Pattern DATA = Pattern.compile("<data value=\"([^\"]*)\">([^<]*)</data>");
  private static final Pattern SILENT =
      Pattern.compile(
          "(?s)<style>.*?</style>|<svg.*?</svg>|<code>.*?</code>|<time>.*?</time>"
              + "|<title>.*?</title>|<[^>]*>");

  private static final Pattern WORDS_WITH_DIGITS =
      Pattern.compile(
          "\\s*([a-z_]+_\\d+d|interval \\d+|9[09] %|95 % interval|.* with K - 1 degrees of.*"
              + "|By importance times effect.*)\\s*");

  private final ReportSubject subject = ReportFixture.subject();

  @Test
  void theSameInputGivesTheSameBytes() {
    byte[] page = ReportPage.write(drifted());
    byte[] json = ReportJson.write(drifted());
    assertThat(ReportPage.write(drifted())).isEqualTo(page);
    assertThat(ReportJson.write(drifted())).isEqualTo(json);
  }

  @Test
  void theJsonHoldsEveryNumberOfThePage() throws IOException {
    for (DriftReport report :
        List.of(drifted(), quiet(), ReportFixture.report(subject, 0, ReportFixture.NONE))) {
      String page = new String(ReportPage.write(report), UTF_8);
      Set<Double> numbers = new HashSet<>();
      collect(new ObjectMapper().readTree(ReportJson.write(report)), numbers);
      Matcher data = DATA.matcher(page);
      int checked = 0;
      while (data.find()) {
        assertThat(numbers).as(data.group()).contains(Double.parseDouble(data.group(1)));
        checked++;
      }
      assertThat(checked).isGreaterThan(300);
    }
  }

  @Test
  void everyNumberOfThePageIsMarkedAsOne() {
    String page = new String(ReportPage.write(drifted()), UTF_8);
    String words = SILENT.matcher(DATA.matcher(page).replaceAll("")).replaceAll("\n");
    List<String> digits =
        words
            .replace("&#39;", "'")
            .lines()
            .filter(line -> line.matches(".*\\d.*"))
            .filter(line -> !WORDS_WITH_DIGITS.matcher(line).matches())
            .toList();
    assertThat(digits).isEmpty();
    assertThat(page).contains("<data value=").doesNotContain("<script").doesNotContain("http");
  }

  @Test
  void aPageOfOddColumnsIsWritten() throws IOException {
    double[] constant = new double[1_000];
    Arrays.fill(constant, 5);
    double[] missing = new double[1_000];
    Arrays.fill(missing, Double.NaN);
    double[] rising = IntStream.range(0, 1_000).asDoubleStream().toArray();
    List<ColumnProfile> profiles =
        List.of(
            ColumnProfile.of("constant", constant),
            ColumnProfile.of("missing", missing),
            ColumnProfile.of("empty", new double[0]),
            ColumnProfile.of("rising", rising));
    List<Feature> features = new ArrayList<>();
    profiles.forEach(
        p -> features.add(new Feature(p.name(), features.size(), "<b>", "a & \"b\"", 0)));
    ColumnProfile score = ColumnProfile.ofScore("probability", new double[] {0.5});
    ReportSubject odd =
        ReportFixture.subject(
            features,
            new ReferenceProfile(
                profiles, score, ColumnProfile.ofScore("anomaly_score", missing), List.of()));
    MonthTally tally = new MonthTally(ReportFixture.MONTH, odd);
    DecisionMonth.Group kind =
        new DecisionMonth.Group(ReportFixture.BUNDLE, "<i>", "pass", "normal", "complete", 0);
    long at = ReportFixture.MONTH.atDay(9).atStartOfDay(ReportFixture.ZONE).toEpochSecond() * 1000;
    for (int i = 0; i < 500; i++) {
      double[] row = {5, Double.NaN, i, Double.NEGATIVE_INFINITY};
      tally.compare(kind, at, row, 0.5, Double.NaN);
    }
    DriftReport report =
        DriftReport.of(odd, tally.month(), new MonthTally(ReportFixture.MONTH, odd).month());
    String page = new String(ReportPage.write(report), UTF_8);
    assertThat(page).contains("&lt;i&gt;").contains("a &amp; &quot;b&quot; (&lt;b&gt;)");
    assertThat(page).doesNotContain("NaN").doesNotContain("null");
    JsonNode json = new ObjectMapper().readTree(ReportJson.write(report));
    assertThat(json.at("/features/0/psi/corrected").doubleValue()).isZero();
    assertThat(json.at("/features/1/psi/p").doubleValue()).isEqualTo(1.0);
    assertThat(json.at("/features/2/psi/reason").textValue()).isEqualTo("not enough rows");
    assertThat(json.at("/features/3/infinite/state").textValue()).isEqualTo("red");
    assertThat(json.at("/verdict/rule").textValue()).isEqualTo("V1");
  }

  private DriftReport quiet() {
    return ReportFixture.report(subject, 2_000, ReportFixture.NONE);
  }

  private DriftReport drifted() {
    Change change =
        (draw, i, random) -> {
          draw.row[0] *= 3;
          draw.row[5] = i % 5 < 2 ? Double.NaN : draw.row[5];
          draw.row[4] = i == 7 ? Double.POSITIVE_INFINITY : draw.row[4];
          draw.probability = Math.sqrt(draw.probability);
        };
    return ReportFixture.report(subject, 2_000, change);
  }

  private static void collect(JsonNode node, Set<Double> numbers) {
    if (node.isNumber()) {
      numbers.add(node.doubleValue());
    }
    node.forEach(child -> collect(child, numbers));
  }
}
