package io.mallguard.training.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One measure with its 95 % bootstrap interval. Immutable. Undefined (such as the area under the
 * ROC curve of rows without fraud) is empty, never 0 or NaN.
 *
 * @param name such as {@code auc_roc}
 * @param value the measure on the rows as they are
 * @param low 2.5 % quantile of the resampled measures
 * @param high 97.5 % quantile
 */
public record Measure(String name, OptionalDouble value, OptionalDouble low, OptionalDouble high) {
  /** Half the width of the interval; empty if it is undefined. */
  public OptionalDouble halfWidth() {
    return low.isEmpty() || high.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((high.getAsDouble() - low.getAsDouble()) / 2);
  }

  /** Value and interval for a person, three decimals. */
  public String text() {
    if (value.isEmpty()) {
      return "undefined";
    }
    String number = String.format(Locale.ROOT, "%.3f", value.getAsDouble());
    return low.isEmpty() || high.isEmpty()
        ? number + " [undefined]"
        : String.format(
            Locale.ROOT, "%s [%.3f, %.3f]", number, low.getAsDouble(), high.getAsDouble());
  }

  /** Value, low and high as JSON, null where undefined. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "value", value);
    put(json, "low_95", low);
    put(json, "high_95", high);
    return json;
  }

  private static void put(ObjectNode json, String field, OptionalDouble number) {
    if (number.isPresent()) {
      json.put(field, number.getAsDouble());
    } else {
      json.putNull(field);
    }
  }
}
