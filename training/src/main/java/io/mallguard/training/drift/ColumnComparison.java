package io.mallguard.training.drift;

import io.mallguard.scoring.profile.ColumnCounts;
import io.mallguard.scoring.profile.ColumnProfile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One column, reference against month. Immutable once the counting is done.
 *
 * @param id path in the report, such as {@code features.amount_minor}
 * @param reference the reference
 * @param month the month
 * @param bins bins common to both; 5 intervals where the rows carry no statistic
 * @param psi empty if the rows don't carry it
 * @param divergence empty if the rows don't carry it
 * @param distance empty without finite rows on both sides
 * @param missing rows without a value (NaN or infinite)
 * @param outOfRange finite rows below the reference's minimum or above its maximum
 * @param infinite rows with an infinite value
 */
record ColumnComparison(
    String id,
    ColumnProfile reference,
    ColumnCounts month,
    List<Bin> bins,
    Optional<Psi> psi,
    Optional<Divergence> divergence,
    Optional<KsBracket> distance,
    Share missing,
    Share outOfRange,
    Share infinite) {
  private static final int FEW_BINS = 5;
  private static final int QUANTILES = 1000;

  /** A column with less importance can't turn data health red by a share. */
  static final double LEAST_IMPORTANCE = 0.02;

  static ColumnComparison of(String id, ColumnProfile reference, ColumnCounts month) {
    long n = reference.rows();
    long m = month.rows();
    OptionalInt carried = BinRule.numericBins(n, m);
    List<Bin> bins = Bins.of(reference, month, carried.orElse(FEW_BINS));
    long[] r = bins.stream().mapToLong(Bin::reference).toArray();
    long[] c = bins.stream().mapToLong(Bin::month).toArray();
    long outside = month.belowMinimum() + month.aboveMaximum();
    boolean enough = carried.isPresent();
    return new ColumnComparison(
        id,
        reference,
        month,
        bins,
        enough ? Optional.of(Psi.of(r, c)) : Optional.empty(),
        enough ? Optional.of(Divergence.of(r, c)) : Optional.empty(),
        KsBracket.of(reference, month, QUANTILES),
        new Share(reference.notFinite(), n, month.notFinite(), m),
        new Share(0, reference.finite(), outside, month.finite()),
        new Share(reference.infinite(), n, month.infinite(), m));
  }

  /** The PSI as a measure; empty if the rows don't carry it. */
  Optional<Measure> drift() {
    return psi.map(p -> new Measure(id + ".psi", p.corrected(), p.p(), Limits.PSI));
  }

  /** Missing and out of range, as measures. */
  List<Measure> shares() {
    return List.of(share(".missing", missing), share(".out_of_range", outOfRange));
  }

  private Measure share(String name, Share share) {
    double effect = share.isDefined() ? share.change() : 0;
    return new Measure(id + name, effect, share.p(), Limits.SHARE);
  }

  /** Infinite values: a single one is a fault of the source, so no test is asked. */
  Measure infinity() {
    boolean any = month.infinite() > 0;
    return new Measure(id + ".infinite", any ? 1 : 0, any ? 0 : 1, Limits.INFINITE);
  }

  /** Whether the model is known to make little of this column: importance below 2 %. */
  boolean isMinor() {
    return reference.importance().isPresent()
        && reference.importance().getAsDouble() < LEAST_IMPORTANCE;
  }
}
