package io.mallguard.training.simulator.mall;

import io.mallguard.features.event.Event;
import io.mallguard.training.simulator.mall.log.Watcher;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was simulated, for a few lines to read. One owner thread. */
final class Summary implements Watcher {
  private final Map<String, Long> events = new TreeMap<>();
  private final Map<Typology, Long> offences = new EnumMap<>(Typology.class);

  @Override
  public void saw(Event event, Tag tag) {
    events.merge(event.type().name(), 1L, Long::sum);
    if (event.type().name().equals("order") && tag.typology() != Typology.NONE) {
      offences.merge(tag.typology(), 1L, Long::sum);
    }
  }

  Map<String, Long> events() {
    return Map.copyOf(events);
  }

  List<String> lines(int offenders) {
    long all = events.values().stream().mapToLong(Long::longValue).sum();
    long orders = events.getOrDefault("order", 0L);
    long fraud =
        offences.entrySet().stream()
            .filter(each -> each.getKey().isFraud())
            .mapToLong(Map.Entry::getValue)
            .sum();
    List<String> words = new ArrayList<>();
    offences.forEach(
        (typology, count) -> words.add(String.format(Locale.ROOT, "%s %,d", typology, count)));
    return List.of(
        String.format(Locale.ROOT, "%,d events, %,d of them orders", all, orders),
        String.format(
            Locale.ROOT,
            "%,d orders of cash-out (%.2f %%); by %,d rings and lone offenders: %s",
            fraud,
            100.0 * fraud / Math.max(1, orders),
            offenders,
            String.join(", ", words)));
  }
}
