package io.mallguard.features.graph;

import io.mallguard.features.graph.Verdicts.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Links and labels as the definitions say, from the whole list of events at every reading. */
final class NaiveLinks {
  private record Link(long a, long b, long timeMillis) {}

  private record Statement(long label, long subject, Verdict verdict, long timeMillis) {}

  private final long windowMillis;
  private final int hubCap;
  private final List<Link> links = new ArrayList<>();
  private final Map<Long, Integer> kinds = new LinkedHashMap<>();
  private final List<Statement> statements = new ArrayList<>();

  NaiveLinks(long windowMillis, int hubCap) {
    this.windowMillis = windowMillis;
    this.hubCap = hubCap;
  }

  void use(long entity, int kind, long attribute, long now) {
    kinds.put(attribute, kind);
    links.add(new Link(entity, attribute, now));
  }

  void deal(long entity, long other, long now) {
    if (entity != other) {
      links.add(new Link(entity, other, now));
    }
  }

  void label(long label, long subject, Verdict verdict, long now) {
    statements.add(new Statement(label, subject, verdict, now));
  }

  void takeBack(long label) {
    statements.removeIf(statement -> statement.label() == label);
  }

  private Verdict verdict(long subject, long keepMillis, long now) {
    Verdict latest = Verdict.NONE;
    for (Statement statement : statements) {
      if (statement.subject() == subject && statement.timeMillis() > now - keepMillis) {
        latest = statement.verdict();
      }
    }
    return latest;
  }

  private Set<Long> neighbours(long node, long now) {
    Set<Long> neighbours = new LinkedHashSet<>();
    for (Link link : links) {
      if (link.timeMillis() > now - windowMillis && (link.a() == node || link.b() == node)) {
        neighbours.add(link.a() == node ? link.b() : link.a());
      }
    }
    return neighbours;
  }

  private boolean isHub(long node, long now) {
    return neighbours(node, now).size() > hubCap;
  }

  int shared(long entity, Set<Long> others, int kind, long now) {
    Set<Long> shared = new LinkedHashSet<>();
    for (long other : others) {
      for (long attribute : neighbours(other, now)) {
        if (other != entity
            && kinds.getOrDefault(attribute, -1) == kind
            && !isHub(attribute, now)
            && neighbours(entity, now).contains(attribute)) {
          shared.add(attribute);
        }
      }
    }
    return shared.size();
  }

  /** Entities in layers: those at distance 0, 1, … */
  private List<Set<Long>> layers(Set<Long> starts, int maxHops, long now) {
    List<Set<Long>> layers = new ArrayList<>(List.of(starts));
    Set<Long> seen = new LinkedHashSet<>(starts);
    for (int hops = 1; hops <= maxHops; hops++) {
      Set<Long> layer = new LinkedHashSet<>();
      for (long entity : layers.get(hops - 1)) {
        if (hops > 1 && isHub(entity, now)) {
          continue;
        }
        for (long neighbour : neighbours(entity, now)) {
          if (!kinds.containsKey(neighbour)) {
            layer.add(neighbour);
          } else if (!isHub(neighbour, now)) {
            layer.addAll(neighbours(neighbour, now));
          }
        }
      }
      layer.removeAll(seen);
      seen.addAll(layer);
      layers.add(layer);
    }
    return layers;
  }

  /** Distance (0 for none), neighbours called fraud, neighbours labelled. */
  List<Integer> search(
      Set<Long> starts, Set<Long> subjects, int maxHops, long keepMillis, long now) {
    List<Set<Long>> layers = layers(starts, maxHops, now);
    int distance = 0;
    int fraud = 0;
    int labelled = 0;
    for (int hops = 1; hops <= maxHops; hops++) {
      for (long entity : layers.get(hops)) {
        Verdict verdict =
            subjects.contains(entity) ? Verdict.NONE : verdict(entity, keepMillis, now);
        distance = verdict == Verdict.FRAUD && distance == 0 ? hops : distance;
        fraud += hops == 1 && verdict == Verdict.FRAUD ? 1 : 0;
        labelled += hops == 1 && verdict != Verdict.NONE ? 1 : 0;
      }
    }
    return List.of(distance, fraud, labelled);
  }
}
