package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.Field.Kind;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputedTest {
  private static Field field(String name, Kind kind, List<String> words) {
    return new Field(name, kind, "", words, false);
  }

  static final List<Field> GOODS =
      List.of(
          field("item_id", Kind.ID, List.of()),
          field("price", Kind.MONEY, List.of()),
          field("quantity", Kind.INTEGER, List.of()),
          field("shade", Kind.ENUM, List.of("light", "dark")),
          field("gift", Kind.BOOL, List.of()));
  private static final List<Field> CARDS = List.of(field("value", Kind.ID, List.of()));
  private static final EventType ORDER =
      new EventType(
          "order",
          0,
          true,
          -1,
          List.of(
              field("amount", Kind.MONEY, List.of()),
              field("buyer", Kind.ID, List.of()),
              field("lines", Kind.INTEGER, List.of())),
          List.of(),
          List.of(new ListField("goods", GOODS, false), new ListField("cards", CARDS, false)),
          List.of(),
          "",
          -1,
          List.of());
  private static final long NONE = Field.ABSENT;

  private static final Event EVENT =
      new Event(
          ORDER,
          "o1",
          1_000,
          2_000,
          new long[] {500, NONE, NONE},
          new @Nullable String[] {null, "b1", null},
          new ListValue[] {
            new ListValue(
                new long[][] {
                  {NONE, 100, 2, 0, 1}, {NONE, 250, NONE, 1, NONE}, {NONE, 50, 4, 1, 0}
                },
                new @Nullable String[][] {
                  {"i1", null, null, null, null},
                  {"b1", null, null, null, null},
                  {null, null, null, null, null}
                }),
            new ListValue(new long[][] {{NONE}, {NONE}}, new @Nullable String[][] {{"c1"}, {"b1"}})
          });
  private static final Event WITHOUT_LISTS =
      new Event(
          ORDER, "o2", 1, 2, new long[] {NONE, NONE, 3}, new @Nullable String[] {null, null, null});

  /** Of the event's own fields only two are in scope, as for a field among computed ones. */
  private static final Scope SCOPE =
      Scope.builder(Sample.ZONE, Sample.TABLES)
          .add("amount", new Variable.Number(TypePlan.slotOfField(0)))
          .add("buyer", new Variable.Text(TypePlan.slotOfField(1)))
          .add("occurred_at", new Variable.Number(TypePlan.OCCURRED_AT))
          .add("observed_at", new Variable.Number(TypePlan.OBSERVED_AT))
          .add("fold_time", new Variable.Number(TypePlan.FOLD_TIME))
          .add("id", new Variable.Text(TypePlan.OWN_ID))
          .add("goods", new Variable.Elements(0, GOODS))
          .add("cards", new Variable.Elements(1, CARDS))
          .build();

  private static long at(String text, Event event) {
    return Sample.compiled(text, node -> Expressions.computed(node, SCOPE)).at(event);
  }

  @ParameterizedTest(name = "{0} is {1}, without lists {2}")
  @CsvSource(
      delimiter = '#',
      value = {
        "goods.size() # 3 # 0",
        "size(cards) # 2 # 0",
        "goods.max(g, g.price) # 250 # NONE",
        "goods.min(g, g.price) # 50 # NONE",
        "goods.sum(g, g.price) # 400 # 0",
        "goods.sum(g, g.price * g.quantity) # 400 # 0",
        "goods.max(g, g.quantity) # 4 # NONE",
        "goods.min(g, g.quantity) # 2 # NONE",
        "goods.sum(g, g.price * 90000000000000000) # NONE # 0",
        "goods.sum(g, 9223372036854775807) # NONE # 0",
        "goods.count(g, g.price >= 100) # 2 # 0",
        "goods.count(g, g.gift == false) # 1 # 0",
        "goods.exists(g, g.shade == 'dark' && g.quantity == 4) # 1 # 0",
        "goods.exists(g, g.item_id == buyer) # 1 # 0",
        "goods.exists(g, g.item_id == 'nothing') # 0 # 0",
        "goods.all(g, g.price > 49) # 1 # 1",
        "goods.all(g, g.quantity > 0) # 0 # 1",
        "cards.exists(c, c == 'c1') # 1 # 0",
        "cards.exists(c, c.value == buyer) # 1 # 0",
        "goods.exists(g, g.price == 250) && cards.all(c, c != 'x') # 1 # 0",
        "goods.sum(g, g.price) > 300 ? amount : 0 # 500 # 0",
        "goods.max(g, g.price) - goods.min(x, x.price) # 200 # NONE",
        "amount / 2.0 + 0.5 # 250 # NONE",
        "observed_at - occurred_at # 1000 # 1",
        "fold_time # NONE # NONE",
        "amount > 3 # 1 # 0"
      })
  void readsTheEventAndItsLists(String text, String expected, String withoutLists) {
    assertThat(at(text, EVENT)).isEqualTo(number(expected));
    assertThat(at(text, WITHOUT_LISTS)).isEqualTo(number(withoutLists));
  }

  private static long number(String text) {
    return text.equals("NONE") ? Field.ABSENT : Long.parseLong(text);
  }

  @Test
  void slotsStandWhereAFoldPutsThem() {
    assertThat(at("int(id == 'o1')", EVENT)).isEqualTo(1);
    assertThat(Computed.FIRST_FIELD).isEqualTo(TypePlan.FIRST_FIELD);
    assertThat(EVENT.ownId()).isEqualTo(IdHash.of("o1"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      value = {
        "goods.maxi(g, g.price) # s:1:11 # unknown_function",
        "goods.max(g, g.prize) # s:1:18 # unknown_name",
        "goods.max(g, g.gift) # s:1:18 # wrong_kind",
        "goods.exists(g, g.price) # s:1:21 # wrong_kind",
        "goods.max(g.price) # s:1:11 # wrong_arguments",
        "goods.size(3) # s:1:11 # wrong_arguments",
        "amount.max(g, 1) # s:1:12 # unknown_function",
        "goods.exists(g, goods.exists(h, h.gift)) # s:1:27 # unknown_function",
        "goods.exists(g, g.shade == 'drak') # s:1:32 # unknown_word",
        "goods == goods # s:1:11 # wrong_types",
        "goods # s:1:5 # not_a_number",
        "buyer # s:1:5 # not_a_number"
      })
  void problemsHaveTheirPlace(String text, String place, String code) {
    List<Problem> problems = Sample.problems(text, node -> Expressions.computed(node, SCOPE));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).code()).isEqualTo(code);
    assertThat(problems.get(0).place()).isEqualTo(place);
  }
}
