package io.mallguard.features.proof;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;

/** The engine: schema and spec compiled, events read from JSON, folded. */
final class FoldEngine implements Engine {
  @Override
  public Session open(String specYaml, String schemaYaml) {
    EventSchema schema = SchemaReader.parse(schemaYaml, "schema");
    return new FoldSession(SpecReader.parse(specYaml, "spec", schema));
  }

  private static final class FoldSession implements Session {
    private final FeatureSpec spec;
    private final EventJson json;
    private final Fold fold;

    FoldSession(FeatureSpec spec) {
      this.spec = spec;
      this.json = new EventJson(spec.schema());
      this.fold = new Fold(spec);
    }

    @Override
    public List<String> columns() {
      return spec.features().stream().map(Feature::name).toList();
    }

    @Override
    public double[] next(Fact fact, long sequence, long foldTimeMillis) {
      LoggedEvent logged = logged(fact, sequence, foldTimeMillis);
      if (!logged.event().type().scored()) {
        fold.absorb(logged);
        return new double[0];
      }
      double[] row = new double[columns().size()];
      fold.score(logged, row);
      return row;
    }

    @Override
    public double[] peek(Fact fact, long sequence, long foldTimeMillis) {
      double[] row = new double[columns().size()];
      fold.peek(logged(fact, sequence, foldTimeMillis), row);
      return row;
    }

    private LoggedEvent logged(Fact fact, long sequence, long foldTimeMillis) {
      Problems problems = new Problems();
      List<String> warnings = new ArrayList<>();
      Event event =
          json.read(fact.json(), fact.observedAtMillis(), "", problems, warnings).orElse(null);
      problems.throwIfAny("event");
      if (event == null || !warnings.isEmpty()) {
        throw new AssertionError("event " + fact + " has warnings " + warnings);
      }
      return new LoggedEvent(sequence, foldTimeMillis, event);
    }
  }
}
