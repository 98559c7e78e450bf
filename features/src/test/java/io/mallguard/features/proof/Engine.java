package io.mallguard.features.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is judged: something that runs a spec over a log. */
interface Engine {
  /** Starts with an empty state. */
  Session open(String specYaml, String schemaYaml);

  /** A run over one log. */
  interface Session {
    /** Names of the columns of a row. */
    List<String> columns();

    /** Takes in the next event of the log; a row if its type is scored, else no values. */
    double[] next(Fact fact, long sequence, long foldTimeMillis);

    /** The row of a scored event if it were next; changes nothing. */
    double[] peek(Fact fact, long sequence, long foldTimeMillis);
  }

  /** The rows of a case's scored events by event id. */
  default Map<String, double[]> rows(RandomCase randomCase) {
    Spec spec = randomCase.spec();
    Session session = open(SpecYaml.write(spec), spec.world().yaml());
    if (!session.columns().equals(spec.rowColumns())) {
      throw new AssertionError(
          "columns " + session.columns() + ", must be " + spec.rowColumns() + " of " + randomCase);
    }
    Timeline log = new Timeline(spec.world(), randomCase.facts());
    Map<String, double[]> rows = new HashMap<>();
    for (int i = 0; i < log.size(); i++) {
      double[] row = session.next(log.fact(i), i + 1L, log.foldTimeMillis(i));
      if (log.type(i).scored()) {
        rows.put(log.fact(i).id(), row.clone());
      }
    }
    return rows;
  }
}
