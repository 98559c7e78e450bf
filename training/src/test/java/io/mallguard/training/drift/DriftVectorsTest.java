package io.mallguard.training.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.scoring.profile.ColumnCounts;
import io.mallguard.scoring.profile.ColumnProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every vector of the statistics the report computes. */
class DriftVectorsTest {
  private DriftVectors vectors;
  private int ran;

  @BeforeEach
  void readVectors() throws IOException {
    vectors = DriftVectors.read();
  }

  @Test
  void bins() {
    run("bins", "atoms", "k", v -> bounds(v, Bin.Kind.ATOM));
    run("bins", "edges", "k", v -> bounds(v, Bin.Kind.INTERVAL));
    run("bins", "ref_counts", "k", v -> counts(v, Bin::reference));
    run("bins", "cur_counts", "k", v -> counts(v, Bin::month));
    assertThat(ran).isEqualTo(52);
  }

  @Test
  void psiOfCounts() {
    number("psi", "psi", "ref_counts", v -> psi(v).value());
    number("psi", "psi_bias", "ref_counts", v -> psi(v).bias());
    number("psi", "psi_corrected", "ref_counts", v -> psi(v).corrected());
    number("psi", "psi_p", "ref_counts", v -> psi(v).p());
    number("psi", "bins_used", "ref_counts", v -> psi(v).bins());
    number("psi", "psi_crit95", "ref_counts", v -> psi(v).critical());
    assertThat(ran).isEqualTo(5 * 14 + 13);
  }

  @Test
  void psiOfSamples() {
    number("psi", "psi", "k", v -> binnedPsi(v).value());
    number("psi", "psi_corrected", "k", v -> binnedPsi(v).corrected());
    number("psi", "psi_p", "k", v -> binnedPsi(v).p());
    assertThat(ran).isEqualTo(45);
  }

  @Test
  void whatAPsiMeans() {
    number("psi", "psi_bias", "bins", v -> law(v).bias());
    number("psi", "psi_corrected", "bins", v -> law(v).corrected());
    number("psi", "psi_p", "bins", v -> law(v).p());
    number("psi", "psi_crit95", "bins", v -> law(v).critical());
    assertThat(ran).isEqualTo(28);
  }

  @Test
  void guard() {
    for (JsonNode v : vectors.of("psi", "numeric_bins_allowed", "n")) {
      JsonNode in = v.path("inputs");
      OptionalInt got = BinRule.numericBins(in.path("n").longValue(), in.path("m").longValue());
      OptionalInt expected =
          v.path("expected").isNull()
              ? OptionalInt.empty()
              : OptionalInt.of(v.path("expected").intValue());
      assertThat(got).as(v.path("id").textValue()).isEqualTo(expected);
      ran++;
    }
    assertThat(ran).isEqualTo(11);
  }

  @Test
  void shares() {
    number("share", "fisher_p_two_sided", "x1", v -> share(v).p());
    number("share", "fisher_p_current_larger", "x1", v -> share(v).increaseP());
    assertThat(ran).isEqualTo(16);
  }

  @Test
  void distancesOfCounts() {
    number("js", "js_distance_base2", "ref_counts", v -> divergence(v).jensenShannon());
    number("js", "js_distance_base_e", "ref_counts", v -> divergence(v).jensenShannonNats());
    number("js", "js_divergence_bits", "ref_counts", v -> square(divergence(v).jensenShannon()));
    number(
        "js", "js_divergence_nats", "ref_counts", v -> square(divergence(v).jensenShannonNats()));
    number(
        "js",
        "js_distance_base2_corrected",
        "ref_counts",
        v -> divergence(v).jensenShannonCorrected());
    assertThat(ran).isEqualTo(70);
    number("hellinger", "hellinger", "ref_counts", v -> divergence(v).hellinger());
    number(
        "hellinger", "hellinger_corrected", "ref_counts", v -> divergence(v).hellingerCorrected());
    number("hellinger", "tvd", "ref_counts", v -> divergence(v).totalVariation());
    number("hellinger", "l_infinity", "ref_counts", v -> divergence(v).largestDifference());
    assertThat(ran).isEqualTo(126);
  }

  @Test
  void distancesOfSamples() {
    number("js", "js_distance_base2", "k", v -> binnedDivergence(v).jensenShannon());
    number("hellinger", "hellinger", "k", v -> binnedDivergence(v).hellinger());
    assertThat(ran).isEqualTo(10);
  }

  @Test
  void bracketFromTheProfile() {
    number("profile", "ks_lower", "k", v -> bracket(v, k(v)).lower());
    number("profile", "ks_upper", "k", v -> bracket(v, k(v)).upper());
    assertThat(ran).isEqualTo(12);
  }

  @Test
  void bracketHoldsTheExactDistance() {
    for (JsonNode v : vectors.of("ks", "d", "ref")) {
      KsBracket bracket = bracket(v, 1000);
      double exact = v.path("expected").doubleValue();
      assertThat(exact)
          .as(v.path("id").textValue())
          .isBetween(bracket.lower() - 1e-11, bracket.upper() + 1e-11);
      ran++;
    }
    assertThat(ran).isEqualTo(15);
  }

  @Test
  void benjaminiHochberg() {
    run("bh", "adjusted", "p", v -> BenjaminiHochberg.adjust(vectors.numbers(v, "p")));
    assertThat(ran).isEqualTo(6);
  }

  @Test
  void wilson() {
    run("interval", "wilson", "successes", DriftVectorsTest::wilson);
    assertThat(ran).isEqualTo(5);
  }

  private void number(
      String group, String statistic, String input, ToDoubleFunction<JsonNode> ours) {
    for (JsonNode vector : vectors.of(group, statistic, input)) {
      vectors.check(vector, ours.applyAsDouble(vector));
      ran++;
    }
  }

  private void run(
      String group, String statistic, String input, Function<JsonNode, double[]> ours) {
    for (JsonNode vector : vectors.of(group, statistic, input)) {
      vectors.check(vector, ours.apply(vector));
      ran++;
    }
  }

  private static int k(JsonNode vector) {
    return vector.path("inputs").path("k").intValue();
  }

  private static double square(double value) {
    return value * value;
  }

  private static Psi psi(JsonNode v) {
    return Psi.of(DriftVectors.counts(v, "ref_counts"), DriftVectors.counts(v, "cur_counts"));
  }

  private static Psi law(JsonNode v) {
    JsonNode in = v.path("inputs");
    return Psi.of(
        in.path("psi").doubleValue(),
        in.path("bins").intValue(),
        in.path("n").doubleValue(),
        in.path("m").doubleValue(),
        0);
  }

  private static Divergence divergence(JsonNode v) {
    return Divergence.of(
        DriftVectors.counts(v, "ref_counts"), DriftVectors.counts(v, "cur_counts"));
  }

  private static Share share(JsonNode v) {
    JsonNode in = v.path("inputs");
    return new Share(
        in.path("x1").longValue(),
        in.path("n1").longValue(),
        in.path("x2").longValue(),
        in.path("n2").longValue());
  }

  private static double[] wilson(JsonNode v) {
    JsonNode in = v.path("inputs");
    WilsonInterval interval =
        WilsonInterval.of(
            in.path("successes").longValue(),
            in.path("trials").longValue(),
            in.path("level").doubleValue());
    return new double[] {interval.low(), interval.high()};
  }

  private ColumnProfile reference(JsonNode v) {
    return ColumnProfile.of("x", vectors.numbers(v, "ref"));
  }

  private ColumnCounts month(JsonNode v, ColumnProfile reference) {
    ColumnCounts counts = ColumnCounts.on(reference);
    Arrays.stream(vectors.numbers(v, "cur")).forEach(counts::add);
    return counts;
  }

  private List<Bin> binned(JsonNode v) {
    ColumnProfile reference = reference(v);
    return Bins.of(reference, month(v, reference), k(v));
  }

  private KsBracket bracket(JsonNode v, int quantiles) {
    ColumnProfile reference = reference(v);
    return KsBracket.of(reference, month(v, reference), quantiles).orElseThrow();
  }

  private Psi binnedPsi(JsonNode v) {
    List<Bin> bins = binned(v);
    return Psi.of(
        bins.stream().mapToLong(Bin::reference).toArray(),
        bins.stream().mapToLong(Bin::month).toArray());
  }

  private Divergence binnedDivergence(JsonNode v) {
    List<Bin> bins = binned(v);
    return Divergence.of(
        bins.stream().mapToLong(Bin::reference).toArray(),
        bins.stream().mapToLong(Bin::month).toArray());
  }

  private double[] bounds(JsonNode v, Bin.Kind kind) {
    return binned(v).stream()
        .filter(bin -> bin.kind() == kind && Double.isFinite(bin.high()))
        .mapToDouble(Bin::high)
        .toArray();
  }

  private double[] counts(JsonNode v, ToDoubleFunction<Bin> side) {
    return binned(v).stream().mapToDouble(side).toArray();
  }
}
