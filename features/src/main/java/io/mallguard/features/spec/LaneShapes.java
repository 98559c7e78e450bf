package io.mallguard.features.spec;

import io.mallguard.features.plan.Column.Readout;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.plan.Measure.GroupKind;
import io.mallguard.features.plan.Window;
import java.util.List;
import java.util.Optional;

/** Which measure an aggregation reads, with the flags and values it needs. */
final class LaneShapes {
  private final AggregateEntry entry;
  private final LaneTerms terms;
  private final Outcome outcome;
  private final List<Flow> flows;
  private final Window window;

  /** Narrows a condition to events whose outcome came, or did not. */
  @FunctionalInterface
  interface Outcome {
    Terms.Condition narrowed(
        Terms.Condition condition, List<Flow> flows, Options.Match match, boolean negate);
  }

  LaneShapes(AggregateEntry entry, LaneTerms terms, Outcome outcome, List<Flow> flows) {
    this.entry = entry;
    this.terms = terms;
    this.outcome = outcome;
    this.flows = flows;
    this.window = entry.window();
  }

  /** The shape; empty, with problems, if conditions or values are none. */
  Optional<LaneShape> shape() {
    Optional<Terms.Condition> where = terms.where();
    Optional<Terms.Value> of = entry.agg().of() == Agg.Of.NONE ? Optional.empty() : terms.of();
    Optional<Terms.Value> by = entry.options().by().flatMap(n -> terms.value(n, Agg.Of.GROUP));
    Optional<Terms.Value> weight =
        entry.options().weight().flatMap(n -> terms.value(n, Agg.Of.NUMBER));
    boolean complete =
        where.isPresent()
            && (of.isPresent() || entry.agg().of() == Agg.Of.NONE)
            && by.isPresent() == entry.options().by().isPresent()
            && weight.isPresent() == entry.options().weight().isPresent();
    if (!complete) {
      return Optional.empty();
    }
    if (entry.agg().isOutcome()) {
      return entry.options().match().map(match -> outcome(where.get(), of, match));
    }
    if (entry.agg().isGrouped()) {
      return by.flatMap(b -> of.map(v -> grouped(where.get(), b, v)));
    }
    if (of.isEmpty()) {
      return Optional.of(ofEvents(where.get()));
    }
    return Optional.of(ofValues(where.get(), of.get(), weight));
  }

  private LaneShape ofEvents(Terms.Condition where) {
    MeasureDraft count = MeasureDraft.tally(window, where.text(), "", false);
    return switch (entry.agg()) {
      case COUNT -> LaneShape.of(count, Readout.COUNT).with(where);
      case SHARE ->
          LaneShape.of(count, Readout.SHARE)
              .with(where)
              .dividedBy(MeasureDraft.tally(window, LaneDraft.EVERY, "", false));
      case TIME_SINCE_LAST ->
          LaneShape.of(
                  MeasureDraft.of(new Measure.Newest(0, 0, -1), window, where.text(), ""),
                  Readout.SECONDS_SINCE)
              .with(where);
      case TIME_SINCE_FIRST ->
          LaneShape.of(
                  MeasureDraft.of(new Measure.Oldest(0, 0), window, where.text(), ""),
                  Readout.SECONDS_SINCE)
              .with(where);
      default -> throw new IllegalStateException(entry.agg() + " has an 'of'");
    };
  }

  private LaneShape ofValues(Terms.Condition where, Terms.Value of, Optional<Terms.Value> weight) {
    return switch (entry.agg()) {
      case SUM -> tally(where, of, false, Readout.SUM);
      case MEAN -> tally(where, of, false, Readout.MEAN);
      case STD -> tally(where, of, true, Readout.STD);
      case MIN -> value(where, of, new Measure.Extreme(0, 0, 0, false), Readout.VALUE);
      case MAX -> value(where, of, new Measure.Extreme(0, 0, 0, true), Readout.VALUE);
      case LAST -> value(where, of, new Measure.Newest(0, 0, 0), Readout.VALUE);
      case DISTINCT -> groups(where, of, GroupKind.DISTINCT);
      case EQUAL -> groups(where, of, GroupKind.EQUAL);
      case TOP_SHARE -> groups(where, of, GroupKind.TOP_SHARE);
      case ENTROPY -> groups(where, of, GroupKind.ENTROPY);
      case QUANTILE -> binned(where, of, Optional.empty(), GroupKind.QUANTILE);
      case GINI -> binned(where, of, Optional.empty(), GroupKind.GINI);
      case DIVERGENCE ->
          binned(
              where,
              of,
              weight,
              switch (entry.options().measure()) {
                case "js" -> GroupKind.DIVERGENCE_JS;
                case "l1" -> GroupKind.DIVERGENCE_L1;
                default -> GroupKind.RARITY;
              });
      case PERIOD -> period(where, of);
      default -> throw new IllegalStateException(entry.agg() + " has no 'of'");
    };
  }

  private LaneShape tally(Terms.Condition where, Terms.Value of, boolean squares, Readout readout) {
    Terms.Condition known = where.whereKnown(of);
    return LaneShape.of(MeasureDraft.tally(window, known.text(), of.text(), squares), readout)
        .with(known)
        .with(of);
  }

  private LaneShape value(Terms.Condition where, Terms.Value of, Measure shape, Readout readout) {
    Terms.Condition known = where.whereKnown(of);
    return LaneShape.of(MeasureDraft.of(shape, window, known.text(), of.text()), readout)
        .with(known)
        .with(of);
  }

  private LaneShape groups(Terms.Condition where, Terms.Value of, GroupKind kind) {
    Measure shape = new Measure.Groups(0, 0, 0, -1, kind, Measure.Bins.NONE, 0, -1, List.of());
    return value(where, of, shape, Readout.OWN);
  }

  private LaneShape binned(
      Terms.Condition where, Terms.Value of, Optional<Terms.Value> weight, GroupKind kind) {
    Options options = entry.options();
    boolean log = options.bins() == Measure.Bins.LOG16;
    Terms.Value bin = log ? of.inLogBins() : of;
    Terms.Condition fits = log ? where.whereKnown(of) : where.whereBelow(of, options.binCount());
    Terms.Condition counts = weight.map(fits::whereKnown).orElse(fits);
    String weightText = weight.map(Terms.Value::text).orElse("");
    Optional<Window> against =
        options.against().isOwnWindow()
            ? Optional.of(new Window(options.against().windowMillis(), window.delayMillis()))
            : Optional.empty();
    Measure shape =
        new Measure.Groups(
            0,
            0,
            0,
            weight.isPresent() ? 0 : -1,
            kind,
            options.bins(),
            options.quantile(),
            -1,
            options.against().table());
    boolean ofKeys = entry.bins() > 0;
    Measure ofBins =
        new Measure.BinCounts(0, 0, 0, weight.isPresent() ? 0 : -1, options.binCount());
    MeasureDraft measure =
        new MeasureDraft(
            ofKeys ? ofBins : shape, window, counts.text(), bin.text(), weightText, against);
    LaneShape result =
        LaneShape.of(measure, ofKeys ? Readout.BIN_SHARE : Readout.OWN).with(counts).with(bin);
    weight.ifPresent(result::with);
    return result;
  }

  private LaneShape grouped(Terms.Condition where, Terms.Value by, Terms.Value of) {
    GroupKind kind =
        switch (entry.agg()) {
          case GROUP_ENTROPY -> GroupKind.SUM_ENTROPY;
          case GROUP_TOP_SHARE -> GroupKind.SUM_TOP_SHARE;
          case GROUP_GINI -> GroupKind.SUM_GINI;
          default -> GroupKind.SUM_HHI;
        };
    Terms.Condition known = where.whereKnown(by).whereKnown(of);
    Measure shape = new Measure.Groups(0, 0, 0, 0, kind, entry.options().bins(), 0, -1, List.of());
    return LaneShape.of(
            new MeasureDraft(shape, window, known.text(), by.text(), of.text(), Optional.empty()),
            Readout.OWN)
        .with(known)
        .with(by)
        .with(of);
  }

  private LaneShape period(Terms.Condition where, Terms.Value of) {
    Options options = entry.options();
    Measure shape =
        new Measure.Calendar(
            0, 0, 0, options.period(), options.keep(), options.periods(), options.read());
    return value(where, of, shape, Readout.OWN);
  }

  private LaneShape outcome(Terms.Condition where, Optional<Terms.Value> of, Options.Match match) {
    boolean negate = entry.options().negate();
    if (of.isPresent()) {
      Terms.Condition came = outcome.narrowed(where.whereKnown(of.get()), flows, match, negate);
      return LaneShape.of(
              MeasureDraft.tally(window, came.text(), of.get().text(), false), Readout.MEAN)
          .with(came)
          .with(of.get());
    }
    Terms.Condition came = outcome.narrowed(where, flows, match, negate);
    return LaneShape.of(MeasureDraft.tally(window, came.text(), "", false), Readout.SHARE)
        .with(came)
        .with(where)
        .dividedBy(MeasureDraft.tally(window, where.text(), "", false));
  }
}
