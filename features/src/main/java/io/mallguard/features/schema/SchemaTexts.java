package io.mallguard.features.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the canonical form says as it was written, beside the fields. One owner thread.
 *
 * @param tables the content of the reference tables, by name: lines as they stand below the name
 * @param computed the expressions of computed fields, by event type and field
 * @param marks the expressions of marks, by event type and field
 */
record SchemaTexts(
    Map<String, String> tables,
    Map<String, Map<String, String>> computed,
    Map<String, Map<String, String>> marks) {
  SchemaTexts() {
    this(new TreeMap<>(), new HashMap<>(), new HashMap<>());
  }
}
