package io.mallguard.features.proof;

import io.mallguard.features.proof.World.EventKind;
import io.mallguard.features.proof.World.FieldModel;
import io.mallguard.features.proof.World.ListModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Random streams of a world's events, in log order: full of ties, bursts, hot keys, edges of whole
 * hours and a millisecond beside them, late and future events, ids that are unknown or come later.
 */
final class RandomEvents {
  private final World world;
  private final SplittableRandom random;
  private final long greatest;
  private final int keys;
  private final Map<String, List<String>> ids = new HashMap<>();
  private final Map<String, Fact> labels = new HashMap<>();
  private final List<String> labelIds = new ArrayList<>();
  private long clockMillis = 1_700_000_000_000L - 1_700_000_000_000L % Span.HOUR;
  private int count;

  /**
   * A stream.
   *
   * @param greatest bound of amounts and whole numbers
   */
  RandomEvents(World world, SplittableRandom random, long greatest) {
    this.world = world;
    this.random = random;
    this.greatest = greatest;
    this.keys = 2 + random.nextInt(6);
  }

  List<Fact> next(int size) {
    List<Fact> facts = new ArrayList<>();
    while (facts.size() < size) {
      tick();
      int burst = chance(25) ? 2 + random.nextInt(4) : 1;
      for (int i = 0; i < burst && facts.size() < size; i++) {
        facts.add(fact(type()));
      }
    }
    return facts;
  }

  private void tick() {
    if (chance(3)) {
      return;
    }
    long hours = random.nextInt(100) == 0 ? 24 * random.nextInt(1, 25) : random.nextInt(4);
    clockMillis += hours * Span.HOUR;
    if (chance(5)) {
      clockMillis += random.nextInt(3) - 1;
    }
    if (chance(8)) {
      // Back to a whole hour, forwards.
      clockMillis += Span.HOUR - clockMillis % Span.HOUR;
    }
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private EventKind type() {
    int all = world.types().stream().mapToInt(EventKind::weight).sum();
    int pick = random.nextInt(all);
    for (EventKind type : world.types()) {
      pick -= type.weight();
      if (pick < 0) {
        return type;
      }
    }
    throw new IllegalStateException("no type");
  }

  private Fact fact(EventKind type) {
    String id = "e" + count++;
    Map<String, Object> data = new TreeMap<>();
    type.fields().forEach(field -> put(data, field));
    for (ListModel list : type.lists()) {
      if (!list.optional() || !chance(4)) {
        data.put(list.name(), elements(list));
      }
    }
    long occurredAt = clockMillis - lateness(type);
    Fact fact = new Fact(type.name(), id, occurredAt, clockMillis, data);
    if (!type.subject().isEmpty()) {
      correct(data);
      labels.put(id, fact);
      labelIds.add(id);
    }
    return fact;
  }

  private long lateness(EventKind type) {
    if (!type.subject().isEmpty()) {
      return random.nextInt(72) * Span.HOUR;
    }
    if (chance(8)) {
      return random.nextInt(48) * Span.HOUR;
    }
    return chance(8) ? -random.nextLong(5 * Span.MINUTE + 1) : 0;
  }

  /** Some labels replace an earlier one of the same subject. */
  private void correct(Map<String, Object> data) {
    data.remove("supersedes");
    if (chance(4) && !labelIds.isEmpty()) {
      String old = labelIds.get(random.nextInt(labelIds.size()));
      Fact label = labels.get(old);
      if (label != null) {
        data.put("supersedes", old);
        data.put("subject_id", String.valueOf(label.data().get("subject_id")));
      }
    }
  }

  private void put(Map<String, Object> data, FieldModel field) {
    if (!field.optional() || !chance(5)) {
      data.put(field.name(), value(field));
    }
  }

  private Object value(FieldModel field) {
    return switch (field.kind()) {
      case "id" -> id(field.from());
      case "entity" -> field.entity() + skewed();
      case "money" -> chance(3) ? random.nextLong(greatest) : 10L + random.nextInt(5) * 10L;
      case "integer" -> (long) random.nextInt(50);
      case "bool" -> random.nextBoolean();
      case "enum" -> field.words().get(random.nextInt(field.words().size()));
      default -> throw new IllegalArgumentException(field.kind());
    };
  }

  /** A new id, a known one, one that comes later, or one that never does. */
  private String id(String from) {
    String pool = from.startsWith("+") ? from.substring(1) : from;
    List<String> known = ids.computeIfAbsent(pool, p -> new ArrayList<>());
    if (from.startsWith("+") && (known.isEmpty() || !pool.equals("tracking") || !chance(5))) {
      known.add(pool + known.size());
      return known.get(known.size() - 1);
    }
    int pick = random.nextInt(20);
    if (pick == 0 || known.isEmpty()) {
      return "nobody";
    }
    if (pick == 1) {
      return pool + (known.size() + random.nextInt(3));
    }
    int back = Math.min(known.size(), 1 + random.nextInt(40));
    return known.get(known.size() - back);
  }

  private int skewed() {
    return random.nextInt(random.nextInt(keys) + 1);
  }

  private List<Map<String, Object>> elements(ListModel list) {
    List<Map<String, Object>> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, Object> element = new TreeMap<>();
      list.fields().forEach(field -> put(element, field));
      elements.add(element);
    }
    return elements;
  }
}
