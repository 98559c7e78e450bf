package io.mallguard.training.check;

import io.mallguard.training.truth.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model that is told of every buyer's ring and discipline: what is left is plain chance. */
final class OracleCheck implements Check {
  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Sample told = told(sample);
    Scored scored = Learner.full(told).scores(told.allColumns(), told.train(), told.test());
    Finding finding =
        Target.ORACLE.at(
            sample.plan().level(),
            scored.averagePrecision(),
            "all columns, and whether buyer and shop cheat in the month, and how carefully");
    return List.of(finding.because(Why.outside(finding, scored, Scored::averagePrecision)));
  }

  private static Sample told(Sample sample) {
    Map<Long, Truth.Note> rings = new HashMap<>();
    for (int i = 0; i < sample.size(); i++) {
      Sample.Order order = sample.order(i);
      if (order.isFraud()) {
        rings.put(order.facts().buyer() + order.month(), order.note());
        rings.put(~order.facts().shop() + order.month(), order.note());
      }
    }
    List<String> columns = new ArrayList<>(sample.columns());
    columns.addAll(List.of("buyer_in_ring", "buyer_discipline", "shop_in_ring"));
    Sample told = new Sample(sample.plan(), columns, sample.graphColumns(), sample.oneIn());
    for (int i = 0; i < sample.size(); i++) {
      Sample.Order order = sample.order(i);
      Truth.Note buyer =
          rings.getOrDefault(order.facts().buyer() + order.month(), Truth.Note.HONEST);
      Truth.Note shop =
          rings.getOrDefault(~order.facts().shop() + order.month(), Truth.Note.HONEST);
      double[] row = Arrays.copyOf(order.row(), columns.size());
      row[columns.size() - 3] = buyer.isFraud() ? 1 : 0;
      row[columns.size() - 2] = buyer.discipline();
      row[columns.size() - 1] = shop.isFraud() ? 1 : 0;
      told.add(order.facts(), row, order.note(), order.label(), order.counts() > 1);
    }
    return told;
  }
}
