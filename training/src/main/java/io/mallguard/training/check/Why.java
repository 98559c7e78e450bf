package io.mallguard.training.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What drives a figure out of its band: the same figure without one typology, and without one
 * month. None of them is a cause by itself; the one without which the figure comes nearest to the
 * band is where to look first.
 */
final class Why {
  /** So many are named of typologies and of months. */
  private static final int NAMED = 3;

  private Why() {}

  /** In words; empty if the figure lies inside. */
  static String outside(Finding finding, Scored scored, ToDoubleFunction<Scored> figure) {
    if (finding.value().isEmpty()
        || finding.band().isEmpty()
        || finding.band().get().holds(finding.value().getAsDouble())) {
      return "";
    }
    List<Part> typologies = new ArrayList<>();
    for (String typology : scored.typologies()) {
      typologies.add(
          part(
              typology,
              scored,
              figure,
              o -> !o.isFraud() || !o.note().typology().equals(typology)));
    }
    List<Part> months = new ArrayList<>();
    TreeSet<Integer> there = new TreeSet<>();
    IntStream.of(scored.rows()).forEach(row -> there.add(scored.sample().order(row).month()));
    for (int month : there) {
      months.add(part("month " + (month + 1), scored, figure, o -> o.month() != month));
    }
    Band band = finding.band().get();
    return words(typologies, band) + words(months, band);
  }

  private record Part(String name, double without) {
    double off(Band band) {
      return band.distance(without);
    }

    String words(Band band) {
      String inside = band.holds(without) ? " (inside)" : "";
      return String.format(Locale.ROOT, "%s %s%s", name, Band.number(without), inside);
    }
  }

  private static Part part(
      String name, Scored scored, ToDoubleFunction<Scored> figure, Predicate<Sample.Order> rest) {
    return new Part(name, figure.applyAsDouble(scored.only(rest)));
  }

  private static String words(List<Part> parts, Band band) {
    if (parts.size() < 2) {
      return "";
    }
    List<String> named =
        parts.stream()
            .filter(part -> !Double.isNaN(part.without))
            .sorted(Comparator.comparingDouble(part -> part.off(band)))
            .limit(NAMED)
            .map(part -> part.words(band))
            .toList();
    return "; without " + String.join(", ", named);
  }
}
