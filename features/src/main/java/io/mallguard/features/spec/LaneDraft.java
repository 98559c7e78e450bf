package io.mallguard.features.spec;

import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.Conditions;
import io.mallguard.features.expression.MarkUse;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.plan.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects what features need of one lane without keeping anything twice. What it holds is sorted
 * by what it is, so that the order of features does not shape the state. One owner thread.
 */
final class LaneDraft {
  /** Text of the flag that every entry has. */
  static final String EVERY = "";

  /** Entries keep their flags in one long whose sign is not used. */
  static final int MAX_FLAGS = 63;

  private static final Comparator<Window> WINDOW_ORDER =
      Comparator.comparingLong(Window::delayMillis).thenComparingLong(Window::lengthMillis);

  private final List<TouchDraft> sources;
  private final int stage;
  private final long resolutionMillis;
  private final boolean supersedable;
  private final Map<String, Flag> flags = new TreeMap<>();
  private final Map<String, List<CheckedWhole>> values = new TreeMap<>();
  private final Set<Window> windows = new TreeSet<>(WINDOW_ORDER);
  private final Set<MeasureDraft> measures = new LinkedHashSet<>();
  private int bits = 1;

  /** Some bits of entries, per source one condition per bit. */
  record Flag(int width, List<List<CheckedCondition>> bySource) {}

  LaneDraft(List<TouchDraft> sources, int stage, long resolutionMillis, boolean supersedable) {
    this.sources = sources;
    this.stage = stage;
    this.resolutionMillis = resolutionMillis;
    this.supersedable = supersedable;
    List<CheckedCondition> always = List.of(always());
    flags.put(EVERY, new Flag(1, sources.stream().map(s -> always).toList()));
  }

  static CheckedCondition always() {
    return new CheckedCondition((slots, row) -> true, MarkUse.NONE, Set.of(), Set.of());
  }

  List<TouchDraft> sources() {
    return sources;
  }

  int stage() {
    return stage;
  }

  /** Whether flags of given widths are there or there is room for them. */
  boolean takes(Map<String, Integer> wanted) {
    int more =
        wanted.entrySet().stream()
            .filter(flag -> !flags.containsKey(flag.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return bits + more <= MAX_FLAGS;
  }

  void flag(String text, int width, List<List<CheckedCondition>> bySource) {
    if (flags.putIfAbsent(text, new Flag(width, bySource)) == null) {
      bits += width;
    }
  }

  void value(String text, List<CheckedWhole> bySource) {
    values.putIfAbsent(text, bySource);
  }

  void measure(MeasureDraft measure) {
    windows.add(measure.window());
    measure.against().ifPresent(windows::add);
    measures.add(measure);
  }

  boolean hasLifeWindow() {
    return windows.stream().anyMatch(Window::isLife);
  }

  long reachMillis() {
    return windows.stream().filter(w -> !w.isLife()).mapToLong(Window::reachMillis).max().orElse(0);
  }

  boolean readsMarks() {
    return flags.values().stream()
        .anyMatch(flag -> flag.bySource().stream().anyMatch(LaneDraft::readsMarks));
  }

  /** Whether the conditions of a source read marked fields. */
  boolean readsMarks(int source) {
    return flags.values().stream().anyMatch(flag -> readsMarks(flag.bySource().get(source)));
  }

  private static boolean readsMarks(List<CheckedCondition> conditions) {
    return conditions.stream().anyMatch(c -> c.markUse().marks() != 0);
  }

  boolean isIndexed() {
    return supersedable || readsMarks();
  }

  /** The slots that the conditions of a source read, and its values if they are wanted. */
  Set<Integer> slots(int source, boolean withValues) {
    Set<Integer> slots = new TreeSet<>(sources.get(source).slots());
    flags.values().forEach(f -> f.bySource().get(source).forEach(c -> slots.addAll(c.slots())));
    if (withValues) {
      values.values().forEach(v -> slots.addAll(v.get(source).slots()));
    }
    return slots;
  }

  /** The same for columns. */
  Set<Integer> columns(int source, boolean withValues) {
    Set<Integer> columns = new TreeSet<>(sources.get(source).columns());
    flags.values().forEach(f -> f.bySource().get(source).forEach(c -> columns.addAll(c.columns())));
    if (withValues) {
      values.values().forEach(v -> columns.addAll(v.get(source).columns()));
    }
    return columns;
  }

  /** Where a measure stands. */
  int indexOf(MeasureDraft measure) {
    return ordered().indexOf(merged(measure));
  }

  private List<MeasureDraft> ordered() {
    Set<MeasureDraft> merged = new LinkedHashSet<>();
    measures.forEach(m -> merged.add(merged(m)));
    List<MeasureDraft> ordered = new ArrayList<>(merged);
    ordered.sort(
        Comparator.comparing(MeasureDraft::window, WINDOW_ORDER)
            .thenComparing(MeasureDraft::flag)
            .thenComparing(MeasureDraft::text));
    return ordered;
  }

  /** What counts entries is kept once, whether or not it sums values or squares too. */
  private MeasureDraft merged(MeasureDraft wanted) {
    MeasureDraft found = wanted;
    for (MeasureDraft other : measures) {
      boolean alike =
          other.shape().getClass().equals(wanted.shape().getClass())
              && other.window().equals(wanted.window())
              && other.flag().equals(wanted.flag());
      if (alike && wanted.shape() instanceof Measure.Tally) {
        found = better(found, other, wanted.value());
      } else if (alike && wanted.shape() instanceof Measure.Newest && wanted.value().isEmpty()) {
        found = better(found, other, "");
      }
    }
    return found;
  }

  private static MeasureDraft better(MeasureDraft found, MeasureDraft other, String value) {
    if (!value.isEmpty()) {
      boolean squares =
          other.value().equals(value) && other.shape() instanceof Measure.Tally t && t.squares();
      return squares ? other : found;
    }
    if (other.value().isEmpty()) {
      return found;
    }
    if (found.value().isEmpty()) {
      return other;
    }
    int order = other.value().compareTo(found.value());
    boolean squares = other.shape() instanceof Measure.Tally t && t.squares();
    return order < 0 || (order == 0 && squares) ? other : found;
  }

  /** The finished lane. */
  Lane lane(int index) {
    List<Lane.Source> finished = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      int source = i;
      List<Truth> truths = new ArrayList<>();
      flags.values().forEach(f -> f.bySource().get(source).forEach(c -> truths.add(c.truth())));
      List<Whole> wholes =
          values.values().stream().map(v -> v.get(source)).map(CheckedWhole::value).toList();
      finished.add(new Lane.Source(sources.get(i).index(), new Conditions(truths), wholes));
    }
    List<Window> ordered = List.copyOf(windows);
    List<String> texts = List.copyOf(values.keySet());
    List<Measure> placed =
        ordered().stream()
            .map(m -> m.placed(ordered::indexOf, this::bitOf, texts::indexOf))
            .toList();
    return new Lane(
        index,
        stage,
        finished,
        bits,
        values.size(),
        isIndexed(),
        resolutionMillis,
        ordered,
        placed);
  }

  private int bitOf(String flag) {
    int bit = 0;
    for (Map.Entry<String, Flag> entry : flags.entrySet()) {
      if (entry.getKey().equals(flag)) {
        return bit;
      }
      bit += entry.getValue().width();
    }
    throw new IllegalStateException("no flag " + flag);
  }

  /** What shapes the state, as text: equal text, same layout. */
  String layout() {
    return String.join(
        "\n    ",
        "lane stage " + stage + " resolution " + resolutionMillis + " indexed " + isIndexed(),
        "sources " + sources.stream().map(TouchDraft::text).toList(),
        "flags " + flags.keySet(),
        "values " + values.keySet(),
        "windows " + windows,
        "measures " + ordered().stream().map(MeasureDraft::text).toList());
  }
}
