package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The built-in spec of the mall. */
class MallSpecTest {
  private static final Path PAGE = Path.of("..", "docs", "mall-spec.md");
  private static final String LEFT_OUT = "## Left out";

  /** Sections of the catalogue and how many ids each has. */
  private static final Map<String, Integer> CATALOGUE =
      Map.of("B", 24, "S", 24, "D", 10, "I", 8, "P", 16, "O", 14, "X", 8, "C", 4, "G", 22);

  private final EventSchema schema = Schemas.builtIn("mall");
  private final FeatureSpec spec =
      SpecReader.parse(Schemas.specText("mall-cashout"), "mall-cashout-spec.yaml", schema);

  @Test
  void thePageSaysWhatTheSpecSays() throws IOException {
    String made = SpecPage.of(spec);
    String page = Files.exists(PAGE) ? Files.readString(PAGE) : LEFT_OUT + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, made + "\n" + page.substring(page.indexOf(LEFT_OUT)));
    }
    assertThat(PAGE).as("write it anew with -Dgolden.write=true").content().startsWith(made);
  }

  @Test
  void everyLineOfTheCatalogueIsInTheSpecOrLeftOutWithAReason() throws IOException {
    String page = Files.readString(PAGE);
    String reasons = page.substring(page.indexOf(LEFT_OUT));
    List<String> missing = new ArrayList<>();
    List<String> named =
        spec.features().stream().flatMap(f -> SpecPage.ids(f.meaning()).stream()).toList();
    CATALOGUE.forEach(
        (letter, count) ->
            IntStream.rangeClosed(1, count)
                .mapToObj(i -> "%s%02d".formatted(letter, i))
                .filter(id -> !named.contains(id) && !reasons.contains("| " + id + " |"))
                .forEach(missing::add));
    assertThat(missing).isEmpty();
    assertThat(spec.features())
        .allMatch(f -> !f.unit().isEmpty() && !SpecPage.ids(f.meaning()).isEmpty());
  }

  @Test
  void columnsComeAfterWhatTheyRead() {
    Plan plan = spec.plan();
    Column staged = column("device_accounts_at_once_1d");
    assertThat(staged.stage()).isEqualTo(2);
    List<Integer> before = plan.order().subList(0, plan.order().indexOf(staged.index()));
    assertThat(before.stream().map(plan.columns()::get).filter(c -> c.stage() == 1)).isNotEmpty();
    assertThat(plan.order()).hasSameSizeAs(plan.columns()).doesNotHaveDuplicates();
  }

  @Test
  void readsRolesOfOneFamilyBothWaysRound() {
    Family pair =
        spec.plan().families().stream()
            .filter(family -> family.name().equals("[payment_account, payment_account]"))
            .findFirst()
            .orElseThrow();
    int transfer = schema.eventType("transfer").orElseThrow().index();
    List<Integer> touches =
        spec.plan().columns().stream()
            .filter(Column.Aggregate.class::isInstance)
            .map(Column.Aggregate.class::cast)
            .filter(c -> spec.plan().families().get(c.family()).equals(pair))
            .map(c -> c.touches().get(transfer))
            .toList();
    assertThat(touches).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void lookUpsAreFoundAfterThoseTheyAreReadFrom() {
    var withdrawal = spec.plan().types().get(schema.eventType("withdrawal").orElseThrow().index());
    assertThat(withdrawal.finds())
        .extracting(find -> spec.plan().lookUps().get(find.lookUp()).name())
        .containsExactly("pa_owner", "binding");
  }

  @Test
  void canonicalFormReadsBackToItself() {
    FeatureSpec again = SpecReader.parse(spec.canonical(), "canonical", schema);
    assertThat(again.canonical()).isEqualTo(spec.canonical());
    assertThat(again.specHash()).isEqualTo(spec.specHash());
    assertThat(again.layoutHash()).isEqualTo(spec.layoutHash());
    assertThat(again.features()).isEqualTo(spec.features());
  }

  /** Of a number without a unit nobody knows whether its limit is in seconds or milliseconds. */
  @Test
  void everyColumnHasAUnitThatIsThatOfItsNumber() {
    assertThat(spec.features()).extracting(Feature::unit).doesNotContain("", "number");
    assertThat(spec.features())
        .filteredOn(f -> f.name().endsWith("delay_p50_7d") || f.name().endsWith("dwell_p50_7d"))
        .hasSize(2)
        .allMatch(f -> f.unit().equals("milliseconds"));
  }

  @Test
  void explainsEveryColumn() {
    Explanation explanation = Explanation.of(spec);
    assertThat(explanation.features()).hasSameSizeAs(spec.features());
    assertThat(explanation.text().lines())
        .anyMatch(
            l -> l.matches("buyer_orders_1h +buyer +1h +events +\\d+ B \\+ .*in 1h \\(B05\\)"));
  }

  private Column column(String name) {
    return spec.features().stream()
        .filter(f -> f.name().equals(name))
        .map(f -> spec.plan().columns().get(f.index()))
        .findFirst()
        .orElseThrow();
  }
}
