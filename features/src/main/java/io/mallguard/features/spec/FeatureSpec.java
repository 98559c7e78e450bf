package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.plan.Plan;
import java.util.List;

/**
 * A compiled feature spec: what the fold computes. Read by {@link SpecReader}. Immutable, safe for
 * use by many threads.
 *
 * @param name kebab-case name
 * @param version counted by its author, from 1
 * @param schema the schema of the events it reads
 * @param features the columns of a row, as others see them
 * @param plan what the fold does
 * @param canonical canonical YAML text; equal specs have equal text
 * @param specHash SHA-256 over canonical text and schema: everything that decides a row
 * @param layoutHash SHA-256 over what shapes the fold's state
 */
public record FeatureSpec(
    String name,
    int version,
    EventSchema schema,
    List<Feature> features,
    Plan plan,
    String canonical,
    String specHash,
    String layoutHash) {

  /** Copies the list. */
  public FeatureSpec {
    features = List.copyOf(features);
  }
}
