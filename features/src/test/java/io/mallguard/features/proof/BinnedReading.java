package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Binned;
import java.util.TreeSet;

/** Quantiles, Gini coefficients and divergences over bins. */
record BinnedReading(Reading reading, Binned binned) {

  double value() {
    Bins own = bins(reading.lengthMillis());
    return switch (binned.word()) {
      case "quantile" -> own.total() == 0 ? Double.NaN : own.quantile(binned.quantile());
      case "gini" -> own.gini();
      default -> divergence(own);
    };
  }

  private Bins bins(long windowMillis) {
    Bins bins = new Bins(binned.bins().equals("log16"));
    for (At entry : reading.entries(binned.where(), windowMillis)) {
      Long value = binned.of().whole(entry);
      Expr weight = binned.weight();
      Long amount = weight == null ? Long.valueOf(1) : weight.whole(entry);
      if (value != null && amount != null) {
        bins.add(value, amount);
      }
    }
    return bins;
  }

  private double divergence(Bins own) {
    if (binned.measure().equals("rarity")) {
      return rarity(own);
    }
    Bins other = bins(binned.againstMillis());
    if (own.total() == 0 || other.total() == 0) {
      return Double.NaN;
    }
    TreeSet<Long> all = new TreeSet<>(own.weights().keySet());
    all.addAll(other.weights().keySet());
    double sum = 0;
    for (long bin : all) {
      double p = (double) own.weight(bin) / own.total();
      double q = (double) other.weight(bin) / other.total();
      sum += binned.measure().equals("l1") ? Math.abs(p - q) : term(p, q) + term(q, p);
    }
    return sum;
  }

  private static double term(double p, double q) {
    return p == 0 ? 0 : 0.5 * p * StrictMath.log(p / ((p + q) / 2));
  }

  private double rarity(Bins own) {
    if (!reading.isSource()) {
      return NaiveOracle.UNSPECIFIED;
    }
    Long value = binned.of().whole(reading.oracle().at(reading.event(), null, reading.event()));
    long weight = value == null ? 0 : own.weight(own.bin(value));
    return weight == 0 ? Double.NaN : -StrictMath.log((double) weight / own.total());
  }
}
