package io.mallguard.features.graph;

import io.mallguard.features.graph.Verdicts.Verdict;

/**
 * How near an event's subjects are to entities that labels call fraud, by what is known now. One
 * hop leads from an entity to another that it dealt with, or that used an attribute it used. No
 * path leads through a hub. The subjects of the event at hand count as unlabelled, whatever is
 * known of them. A search changes nothing; its result stays until the next. One owner thread.
 */
public final class LabelSearch {
  private final Links links;
  private final Verdicts verdicts;
  private final int maxHops;
  private final Budget budget;
  private final int edges;
  private final Visited seen = new Visited();
  private final Frontier met = new Frontier();
  private final Frontier attributes = new Frontier();
  private Frontier now = new Frontier();
  private Frontier next = new Frontier();
  private long[] keys = new long[64];
  private long[] codes = new long[64];
  private long nowMillis;
  private int distance;
  private int fraud;
  private int labelled;

  /**
   * A search over links.
   *
   * @param maxHops how far it looks, 1 or more
   * @param budget most links that a search looks at
   */
  public LabelSearch(Links links, Verdicts verdicts, int maxHops, int budget) {
    if (maxHops < 1 || budget < 1) {
      throw new IllegalArgumentException(
          "max hops " + maxHops + ", budget " + budget + ", must be 1 or more");
    }
    this.links = links;
    this.verdicts = verdicts;
    this.maxHops = maxHops;
    this.edges = budget;
    this.budget = new Budget(edges);
  }

  /**
   * Looks around some entities.
   *
   * @param starts keys of the entities at distance 0, such as the buyer; all are subjects
   * @param subjects keys of the event's further subjects: passed through, but no one's neighbours
   */
  public void run(
      long[] starts, int startCount, long[] subjects, int subjectCount, long nowMillis) {
    this.nowMillis = nowMillis;
    budget.begin(0);
    seen.clear();
    distance = 0;
    fraud = 0;
    labelled = 0;
    next.clear();
    for (int i = 0; i < startCount; i++) {
      long node = links.find(starts[i]);
      if (node != 0 && seen.add(node)) {
        next.add(node);
      }
    }
    for (int hops = 1; hops <= maxHops && next.size > 0 && distance == 0; hops++) {
      Frontier swapped = now;
      now = next;
      next = swapped;
      next.clear();
      if (!expand(hops > 1) || !expandMet()) {
        return;
      }
      judge(hops, subjects, subjectCount);
    }
  }

  /** Meets the neighbours of a layer's entities; false if the budget is used up. */
  private boolean expand(boolean leavesHubs) {
    met.clear();
    links.load(now);
    for (int i = 0; i < now.size; i++) {
      boolean isClosed = leavesHubs && links.isHub(now, i, nowMillis);
      if (!isClosed && !meetNeighbours(now, i, met)) {
        return false;
      }
    }
    return true;
  }

  /** Notes the neighbours of a node that were not met before; false as above. */
  private boolean meetNeighbours(Frontier of, int number, Frontier into) {
    int live = links.live(of, number, nowMillis);
    if (!budget.spend(live)) {
      return false;
    }
    for (int k = 0; k < live; k++) {
      long node = links.neighbour(of, number, k);
      if (seen.add(node)) {
        into.add(node);
      }
    }
    return true;
  }

  /** Notes the entities met, and those who use an attribute met; false as above. */
  private boolean expandMet() {
    // The neighbours of an entity met lie elsewhere: they are read only if the search goes on.
    links.loadKinds(met);
    attributes.clear();
    for (int i = 0; i < met.size; i++) {
      Frontier into = links.isEntity(met, i) ? next : attributes;
      into.add(met.nodes[i]);
    }
    links.load(attributes);
    for (int i = 0; i < attributes.size; i++) {
      if (!links.isHub(attributes, i, nowMillis) && !meetNeighbours(attributes, i, next)) {
        return false;
      }
    }
    return true;
  }

  private void judge(int hops, long[] subjects, int subjectCount) {
    if (keys.length < next.size) {
      keys = new long[next.nodes.length];
      codes = new long[next.nodes.length];
    }
    links.keys(next, keys);
    if (hops == 1) {
      count(subjects, subjectCount);
      distance = fraud > 0 ? 1 : 0;
    } else {
      distance = isAnyFraud(subjects, subjectCount) ? hops : 0;
    }
  }

  private void count(long[] subjects, int subjectCount) {
    int named = verdicts.keepNamed(keys, next.size);
    verdicts.codes(keys, named, nowMillis, codes);
    for (int i = 0; i < named; i++) {
      if (!isIn(keys[i], subjects, subjectCount)) {
        fraud += codes[i] == Verdict.FRAUD.code() ? 1 : 0;
        labelled += codes[i] == Verdict.NONE.code() ? 0 : 1;
      }
    }
  }

  /** Beyond the first hop nothing is counted: the first fraud tells all. */
  private boolean isAnyFraud(long[] subjects, int subjectCount) {
    for (int i = 0; i < next.size; i++) {
      if (verdicts.isFraud(keys[i], nowMillis) && !isIn(keys[i], subjects, subjectCount)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(long key, long[] keys, int count) {
    for (int i = 0; i < count; i++) {
      if (keys[i] == key) {
        return true;
      }
    }
    return false;
  }

  /**
   * Hops to the nearest entity called fraud; NaN if there is none so near, or the search was cut.
   */
  public double distance() {
    return distance == 0 ? Double.NaN : distance;
  }

  /** Entities one hop away that are called fraud. */
  public int fraud() {
    return fraud;
  }

  /** Entities one hop away of which a label says anything. */
  public int labelled() {
    return labelled;
  }

  /** How many links the last search looked at. */
  public int looked() {
    return budget.spent();
  }

  /** Whether the budget did not reach: what lies in the last layer begun was not judged. */
  public boolean isCut() {
    return budget.isCut();
  }
}
