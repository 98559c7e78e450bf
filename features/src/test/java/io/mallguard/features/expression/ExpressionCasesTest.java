package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionCasesTest {
  /** 2026-11-22 19:41:05 in Brussels, a Sunday, winter time. */
  private static final long OCCURRED_AT = 1_795_372_865_000L;

  private static long[] slots() {
    long[] slots = Sample.absentSlots();
    slots[Sample.slot("occurred_at")] = OCCURRED_AT;
    slots[Sample.slot("amount")] = 250;
    slots[Sample.slot("wet")] = 1;
    slots[Sample.slot("fraud")] = 1;
    slots[Sample.slot("kind")] = 2;
    slots[Sample.slot("source")] = 1;
    slots[Sample.slot("city")] = IdHash.of("SHA");
    return slots;
  }

  private static double[] row() {
    return new double[] {200.0, 25.0, 0.0, Double.NaN};
  }

  // quantity, vpn, buyer, order and the column since are absent
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '#',
      value = {
        "amount + 1 # 251",
        "amount - 251 # -1",
        "amount * 4 # 1000",
        "amount / 100 # 2",
        "-amount / 100 # -2",
        "amount % 100 # 50",
        "-amount % 100 # -50",
        "amount / 0 # NaN",
        "amount % 0 # NaN",
        "amount % (amount - amount) # NaN",
        "quantity + 1 # NaN",
        "1 - quantity # NaN",
        "-quantity # NaN",
        "quantity / 2 # NaN",
        "quantity % 2 # NaN",
        "9223372036854775807 + amount # NaN",
        "-9223372036854775807 - amount # NaN",
        "-9223372036854775807 - 1 # NaN",
        "amount * 9223372036854775807 # NaN",
        "9223372036854775807 * -1 # -9223372036854775807",
        "double(amount) / 100.0 # 2.5",
        "amount / 100.0 # 2.5",
        "1.0 * amount / 100 # 2.5",
        "mean / n # NaN",
        "0.0 / n # NaN",
        "1e300 * 1e300 # NaN",
        "mean * 1e308 # NaN",
        "since + 1 # NaN",
        "amount - mean # 50",
        "-mean # -200",
        "-since # NaN",
        "1e999 # NaN",
        "wet ? 1 : 2 # 1",
        "vpn ? 1 : 2 # 2",
        "wet ? 1 : 2.5 # 1",
        "!wet ? 1 : 2.5 # 2.5",
        "amount > 249 ? missing() : 1 # NaN",
        "amount > 250 ? nan : amount # 250",
        "7d # 604800000",
        "48h + 10m + 30s # 173430000",
        "occurred_at - 1d < occurred_at ? 1 : 0 # 1",
        "local_hour(occurred_at) # 19",
        "local_weekday(occurred_at) # 7",
        "local_day(occurred_at) # 20779",
        "local_hour(quantity) # NaN",
        "ratio(amount, 100) # 2.5",
        "ratio(amount, 0) # NaN",
        "ratio(amount, quantity) # NaN",
        "ratio(mean, std) # 8",
        "shrunk(1, 3, 0.5, 2) # 0.4",
        "shrunk(1, quantity, 0.5, 2) # NaN",
        "shrunk(0, 0, 0.5, 0) # NaN",
        "tri(wet) # 1",
        "tri(vpn) # NaN",
        "tri(!vpn) # 1",
        "tri(wet ? vpn : wet) # NaN",
        "code(kind) # 2",
        "code(order.source) # 1",
        "differ(kind, order.source) # 0",
        "differ(kind, city) # 1",
        "differ(kind, buyer) # NaN",
        "differ(amount, mean) # 1",
        "differ(amount, quantity) # NaN",
        "differ(mean, since) # NaN",
        "differ(wet, fraud) # 0",
        "first_two_digits(amount) # 15",
        "first_two_digits(7) # 60",
        "first_two_digits(10) # 0",
        "first_two_digits(-99) # 89",
        "first_two_digits(9223372036854775807) # 82",
        "first_two_digits(0) # NaN",
        "first_two_digits(quantity) # NaN",
        "xlogx_fixed(1) # 0",
        "xlogx_fixed(0) # 0",
        "xlogx_fixed(2) # 1453635",
        "xlogx_fixed(-1) # NaN",
        "xlogx_fixed(since) # NaN",
        "xlogx_fixed(1e12) # NaN",
        "log(1) # 0",
        "log(0) # NaN",
        "log(-amount) # NaN",
        "log(since) # NaN",
        "sqrt(std) # 5",
        "sqrt(-1.0) # NaN",
        "sqrt(since) # NaN",
        "abs(-amount) # 250",
        "abs(-2.5) # 2.5",
        "abs(quantity) # NaN",
        "min(amount, 3) # 3",
        "min(amount, quantity) # NaN",
        "min(mean, 3, amount) # 3",
        "min(mean, since) # NaN",
        "max(amount, 3, 1000) # 1000",
        "max(amount, quantity) # NaN",
        "max(mean, amount) # 250",
        "max(since, 1.0) # NaN",
        "floor(2.9) # 2",
        "floor(-2.1) # -3",
        "floor(1e19) # NaN",
        "floor(since) # NaN",
        "floor(amount) # 250",
        "int(2.9) # 2",
        "int(-2.9) # -2",
        "int(wet) # 1",
        "int(vpn) # NaN",
        "int(1e19) # NaN",
        "double(wet) # 1",
        "double(vpn) # NaN",
        "wet # 1",
        "vpn # NaN",
        "wet && vpn # 0",
        "clumpiness(0, 0, 4, 10s) # 1",
        "clumpiness(0, 0, 0, 10s) # NaN",
        "clumpiness(0, since, 4, 10s) # NaN",
        "table('resale', kind) # 0.9",
        "table('resale', 'physical') # 0",
        "table('resale', city) # 7.5",
        "table('resale', buyer) # NaN",
        "table('resale', 'nowhere') # NaN",
        "table('city', city, 'lat') # 31.2",
        "table('city', 'NIL', 'lat') # NaN",
        "table_row('city', 'BRU') # 0",
        "table_row('city', 'nowhere') # NaN",
        "distance_km('city', city, 'BRU') # 9014.136",
        "distance_km('city', city, city) # 0",
        "distance_km('city', city, buyer) # NaN",
        "distance_km('city', city, 'NIL') # NaN",
        "distance_km('city', city, table_row('city', 'BRU')) # 9014.136",
        "distance_km('city', city, mean * 0.0) # 9014.136",
        "distance_km('city', city, 99) # NaN",
        "distance_km('city', city, -1) # NaN"
      })
  void numbers(String text, Double expected) {
    double value = Sample.real(text, slots(), row());
    assertThat(value).isEqualTo(expected);
    // There is one NaN only.
    assertThat(Double.doubleToRawLongBits(value)).isEqualTo(Double.doubleToLongBits(value));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '#',
      value = {
        "wet # true",
        "vpn # false",
        "!vpn # true",
        "wet == true # true",
        "vpn == true # false",
        "vpn == false # false",
        "vpn != true # false",
        "(wet && vpn) == false # true",
        "vpn == wet # false",
        "fraud # true",
        "late # false",
        "late == false # true",
        "amount == 250 # true",
        "amount != 250 # false",
        "250 <= amount # true",
        "amount < 251 && amount <= 250 && amount > 249 && amount >= 250 # true",
        "amount < 250 || amount > 250 # false",
        "quantity == 0 # false",
        "quantity != 0 # false",
        "quantity < 0 # false",
        "quantity <= 0 # false",
        "quantity > 0 # false",
        "quantity >= 0 # false",
        "amount < quantity # false",
        "quantity < amount # false",
        "quantity <= quantity # false",
        "quantity != amount # false",
        "amount > 9223372036854775807 # false",
        "amount == -9223372036854775808 # false",
        "amount != -9223372036854775808 # false",
        "mean == 200.0 # true",
        "mean == 200 # true",
        "mean > amount # false",
        "since == 1.0 # false",
        "since != 1.0 # false",
        "since < 1.0 # false",
        "since >= mean # false",
        "since != mean # false",
        "0.0 == -0.0 # true",
        "n < 0.0 # false",
        "n != -0.0 # false",
        "kind == 'gift_card' # true",
        "'gift_card' != kind # false",
        "kind == order.source # true",
        "kind != order.source # false",
        "kind == city # false",
        "kind != city # true",
        "kind != buyer # false",
        "city == 'SHA' # true",
        "city != 'SHA' # false",
        "buyer == 'SHA' # false",
        "buyer != 'SHA' # false",
        "(wet ? kind : city) == 'gift_card' # true",
        "kind in ['top_up', 'gift_card'] # true",
        "kind in ['top_up'] # false",
        "city in ['BRU', 'SHA'] # true",
        "city in ['BRU', kind] # false",
        "buyer in ['BRU', 'SHA'] # false",
        "amount in [1, 250] # true",
        "amount in [1, quantity] # false",
        "amount in [1.0, 250.0] # true",
        "amount in [1, 250.0] # true",
        "mean in [1, 200] # true",
        "quantity in [1, 2] # false",
        "since in [1.0] # false",
        "amount in [] # false",
        "wet in [true] # true",
        "known(order) # false",
        "is_nan(since) # true",
        "is_nan(mean) # false",
        "is_nan(quantity) # true",
        "is_nan(amount) # false",
        "is_nan(vpn) # true",
        "is_nan(buyer) # true",
        "is_nan(kind) # false",
        "true # true",
        "false || wet # true",
        "wet ? vpn : fraud # false",
        "amount >= 0.8 * (400 - mean) # true"
      })
  void conditions(String text, boolean expected) {
    assertThat(Sample.isTrue(text, slots(), row())).isEqualTo(expected);
  }

  @Test
  void aWholeNumberIsRoundedDownAndTextsAreTheirHash() {
    assertThat(Sample.whole("-mean / 3.0", slots(), row())).isEqualTo(-67);
    assertThat(Sample.whole("since", slots(), row())).isEqualTo(Field.ABSENT);
    assertThat(Sample.whole("city", slots(), row())).isEqualTo(IdHash.of("SHA"));
    assertThat(Sample.whole("kind", slots(), row())).isEqualTo(2);
    assertThat(Sample.whole("wet ? kind : city", slots(), row())).isEqualTo(IdHash.of("gift_card"));
    assertThat(Sample.whole("vpn", slots(), row())).isEqualTo(Field.ABSENT);
    assertThat(Sample.whole("!vpn", slots(), row())).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"amount, NUMBER", "mean, NUMBER", "city, ID", "'x', ID", "kind, ENUM", "wet, BOOL"})
  void aWholeNumberSaysWhatItIs(String text, ValueKind kind) {
    Scope scope = Sample.scope().build();
    String expression = text.equals("x") ? "'x'" : text;
    CheckedWhole whole = Sample.compiled(expression, node -> Expressions.whole(node, scope));
    assertThat(whole.kind()).isEqualTo(kind);
  }

  @Test
  void aKnownRecordIsKnown() {
    long[] slots = slots();
    slots[Sample.slot("order")] = 5;
    assertThat(Sample.isTrue("known(order)", slots, row())).isTrue();
  }

  @Test
  void clumpinessIsOneMinusTheEntropyOfTheGaps() {
    // Two gaps of 4 s in a window of 10 s, two events: 1 + 2 * 0.4 ln 0.4 / ln 3.
    double xlogx = 2.0 * Formulas.xlogxFixed(4);
    double expected = 1 + 2 * 0.4 * Math.log(0.4) / Math.log(3);
    double[] row = {xlogx, 8.0, 2.0, Double.NaN};
    assertThat(Sample.real("clumpiness(mean, std, n, 10s)", slots(), row))
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-6));
  }
}
