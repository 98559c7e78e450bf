package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Binned;
import io.mallguard.features.proof.World.Lane;
import java.util.Optional;
import java.util.TreeSet;

/** Quantiles, Gini coefficients and divergences over bins. */
record BinnedReading(Reading reading, Binned binned) {

  double value() {
    Bins own = bins(reading, reading.lengthMillis());
    return switch (binned.word()) {
      case "quantile" -> own.total() == 0 ? Double.NaN : own.quantile(binned.quantile());
      case "gini" -> own.gini();
      default -> divergence(own);
    };
  }

  private Bins bins(Reading reading, long windowMillis) {
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
    Lane lane = binned.other();
    if (lane == null) {
      return divergence(own, bins(reading, binned.againstMillis()));
    }
    Optional<String> key = reading.oracle().readKey(lane, reading.event());
    if (key.isEmpty()) {
      return Double.NaN;
    }
    if (key.get().equals(Paths.UNSPECIFIED)) {
      return NaiveOracle.UNSPECIFIED;
    }
    Reading there =
        new Reading(
            reading.oracle(),
            reading.feature().by(lane),
            binned.againstMillis(),
            key.get(),
            reading.event());
    return divergence(own, bins(there, binned.againstMillis()));
  }

  private double divergence(Bins own, Bins other) {
    if (own.total() == 0 || other.total() == 0) {
      return reading.feature().whenEmpty();
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
    return weight == 0
        ? reading.feature().whenEmpty()
        : -StrictMath.log((double) weight / own.total());
  }
}
