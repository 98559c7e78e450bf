package io.mallguard.training.simulator.mall.world;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.ReferenceTable;
import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.chance.Weights;

/** The cities of the schema's table, some larger than others. Immutable. */
public final class Cities {
  private final ReferenceTable table;
  private final Weights weights;

  /** The cities of a schema. */
  public Cities(EventSchema schema) {
    this.table = schema.table("city").orElseThrow();
    double[] sizes = new double[table.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1 / (3.0 + Long.remainderUnsigned(Chance.mix(i), sizes.length));
    }
    this.weights = Weights.of(sizes);
  }

  /** A city. */
  public int any(Chance chance) {
    return weights.pick(chance);
  }

  /** Its code in events. */
  public String code(int city) {
    return table.key(city);
  }
}
