package io.mallguard.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.Problems;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code options} of a prediction. Immutable.
 *
 * @param record whether the event is folded in, else it is a dry run
 * @param includeFeatures whether the answer holds the row
 */
record PredictOptions(boolean record, boolean includeFeatures) {
  private static final List<String> KNOWN = List.of("record", "include_features");

  /** Reads the options and takes them out of the body, which is an event's envelope then. */
  static PredictOptions take(JsonNode body, Problems problems, List<String> warnings) {
    @Nullable JsonNode options =
        body instanceof ObjectNode envelope ? envelope.remove("options") : null;
    if (options == null || options.isNull()) {
      return new PredictOptions(true, false);
    }
    if (!options.isObject()) {
      problems.add("/options", "wrong_kind", "", "a JSON object");
      return new PredictOptions(true, false);
    }
    for (Iterator<String> names = options.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KNOWN.contains(name)) {
        warnings.add("/options/" + name.replace("~", "~0").replace("/", "~1"));
      }
    }
    return new PredictOptions(
        flag(options, "record", true, problems),
        flag(options, "include_features", false, problems));
  }

  private static boolean flag(JsonNode options, String name, boolean absent, Problems problems) {
    @Nullable JsonNode value = options.get(name);
    if (value == null || value.isNull()) {
      return absent;
    }
    if (!value.isBoolean()) {
      problems.add("/options/" + name, "wrong_value", "", "true or false");
    }
    return value.booleanValue();
  }
}
