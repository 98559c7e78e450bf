package io.mallguard.features.graph;

import io.mallguard.features.graph.Verdicts.Verdict;
import java.util.Arrays;

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
  private long[] now = new long[64];
  private long[] next = new long[64];
  private int nextCount;
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
    nextCount = 0;
    for (int i = 0; i < startCount; i++) {
      long node = links.find(starts[i]);
      if (node != 0 && seen.add(node)) {
        push(node);
      }
    }
    for (int hops = 1; hops <= maxHops && nextCount > 0 && distance == 0; hops++) {
      long[] swapped = now;
      now = next;
      next = swapped;
      int count = nextCount;
      nextCount = 0;
      for (int i = 0; i < count; i++) {
        if ((hops == 1 || !links.isHub(now[i], nowMillis)) && !expand(now[i])) {
          return;
        }
      }
      judge(hops, subjects, subjectCount);
    }
  }

  private void push(long node) {
    if (nextCount == next.length) {
      next = Arrays.copyOf(next, 2 * nextCount);
    }
    next[nextCount++] = node;
  }

  /** Notes the entities one hop away; false if the budget is used up. */
  private boolean expand(long entity) {
    int live = links.live(entity, nowMillis);
    for (int i = 0; i < live; i++) {
      if (!budget.spend()) {
        return false;
      }
      long neighbour = links.neighbour(entity, i);
      if (!seen.add(neighbour)) {
        continue;
      }
      if (links.isEntity(neighbour)) {
        push(neighbour);
      } else if (!links.isHub(neighbour, nowMillis) && !expandAttribute(neighbour)) {
        return false;
      }
    }
    return true;
  }

  private boolean expandAttribute(long attribute) {
    int live = links.live(attribute, nowMillis);
    for (int i = 0; i < live; i++) {
      if (!budget.spend()) {
        return false;
      }
      long entity = links.neighbour(attribute, i);
      if (seen.add(entity)) {
        push(entity);
      }
    }
    return true;
  }

  private void judge(int hops, long[] subjects, int subjectCount) {
    for (int i = 0; i < nextCount; i++) {
      long key = links.key(next[i]);
      Verdict verdict =
          isIn(key, subjects, subjectCount) ? Verdict.NONE : verdicts.of(key, nowMillis);
      if (verdict == Verdict.FRAUD && distance == 0) {
        distance = hops;
      }
      if (hops == 1) {
        fraud += verdict == Verdict.FRAUD ? 1 : 0;
        labelled += verdict == Verdict.NONE ? 0 : 1;
      }
    }
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
