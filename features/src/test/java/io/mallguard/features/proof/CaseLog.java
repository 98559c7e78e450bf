package io.mallguard.features.proof;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A random case as the engine sees it: its compiled spec and its log. */
record CaseLog(FeatureSpec spec, List<LoggedEvent> events) {

  static CaseLog of(RandomCase randomCase) {
    EventSchema schema = SchemaReader.parse(randomCase.spec().world().yaml(), "schema");
    EventJson json = new EventJson(schema);
    Timeline timeline = new Timeline(randomCase.spec().world(), randomCase.facts());
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < timeline.size(); i++) {
      events.add(
          new LoggedEvent(i + 1L, timeline.foldTimeMillis(i), event(json, timeline.fact(i))));
    }
    FeatureSpec spec = SpecReader.parse(SpecYaml.write(randomCase.spec()), "spec", schema);
    return new CaseLog(spec, events);
  }

  private static Event event(EventJson json, Fact fact) {
    Problems problems = new Problems();
    return json.read(fact.json(), fact.observedAtMillis(), "", problems, new ArrayList<>())
        .orElseThrow(() -> new AssertionError(problems.list()));
  }

  static long[] bits(double[] row) {
    return Arrays.stream(row).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
