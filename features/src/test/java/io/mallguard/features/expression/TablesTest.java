package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TablesTest {
  @Test
  void everyKeyIsFoundByItsHash() {
    SplittableRandom random = new SplittableRandom(9);
    Map<String, List<Double>> rows = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      rows.put("k" + random.nextInt(10_000), List.of(random.nextDouble(), (double) i));
    }
    Tables.Table table = Tables.Table.of(List.of("a", "b"), rows);
    assertThat(table.keys()).isSorted().hasSameSizeAs(rows.keySet());
    rows.forEach(
        (key, cells) -> {
          int row = table.row(IdHash.of(key));
          assertThat(table.keys().get(row)).isEqualTo(key);
          assertThat(table.value(row, 0)).isEqualTo(cells.get(0));
          assertThat(table.value(row, 1)).isEqualTo(cells.get(1));
        });
    assertThat(table.row(IdHash.of("absent"))).isEqualTo(-1);
    assertThat(table.row(Field.ABSENT)).isEqualTo(-1);
    assertThat(table.value(-1, 0)).isNaN();
  }

  @Test
  void badRowsAreRefused() {
    assertThatThrownBy(() -> Tables.Table.of(List.of("a"), Map.of("k", List.of(1.0, 2.0))))
        .hasMessage("2 numbers in a row, must be 1");
    assertThatThrownBy(() -> Tables.Table.of(List.of(), Map.of()))
        .hasMessage("0 columns, must be at least one");
  }
}
