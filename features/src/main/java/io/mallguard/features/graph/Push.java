package io.mallguard.features.graph;

import java.util.Arrays;

/**
 * Approximate personalised PageRank by pushing mass along links, in whole numbers: what a node gets
 * and has not passed on yet waits in its residue; as long as that is at least epsilon per
 * neighbour, the node keeps the part that stops and passes the rest on, first come, first served.
 * Several runs share what was found out of the links. For the length of one job, on the heap.
 */
final class Push {
  private static final int NONE = -1;
  private static final int[] NOT_YET = {};
  private static final int UNCOUNTED = -1;

  private final Links links;
  private final long nowMillis;
  private final int stopThousandths;
  private final long epsilon;
  private final Numbering nodes = new Numbering();
  private long[] masses = new long[256];
  private long[] residues = new long[256];

  /**
   * Neighbours that are no hubs, none of a hub. Most nodes never get enough for anybody to ask how
   * many they have.
   */
  private int[] open = new int[256];

  /**
   * Their numbers, once the node has passed something on: those near the seeds do so again and
   * again.
   */
  private int[][] neighbours = new int[256][0];

  private boolean[] isWaiting = new boolean[256];

  /** Of a waiting node, the one that waits behind it. */
  private int[] behind = new int[256];

  private int first = NONE;
  private int last = NONE;

  /** Nodes that any mass came to in this run. */
  private int[] touched = new int[256];

  private int touchedCount;

  Push(Links links, long nowMillis, int stopThousandths, long epsilon) {
    this.links = links;
    this.nowMillis = nowMillis;
    this.stopThousandths = stopThousandths;
    this.epsilon = epsilon;
  }

  /** Starts anew from entities that have links, with some mass each. */
  void run(long each, long... seeds) {
    forget();
    for (long seed : seeds) {
      receive(number(links.find(seed)), each);
    }
    while (first != NONE) {
      int number = first;
      first = number == last ? NONE : behind[number];
      isWaiting[number] = false;
      pass(number);
    }
  }

  private void forget() {
    for (int i = 0; i < touchedCount; i++) {
      masses[touched[i]] = 0;
      residues[touched[i]] = 0;
    }
    touchedCount = 0;
  }

  private int number(long node) {
    int met = nodes.size();
    int number = nodes.number(node);
    if (number == met) {
      grow(number);
      open[number] = UNCOUNTED;
    }
    return number;
  }

  private int open(int number) {
    if (open[number] == UNCOUNTED) {
      long node = nodes.key(number);
      open[number] = links.isHub(node, nowMillis) ? 0 : countOpen(node);
    }
    return open[number];
  }

  private void receive(int number, long mass) {
    if (residues[number] == 0 && masses[number] == 0) {
      touch(number);
    }
    residues[number] += mass;
    if (!isWaiting[number] && isEnough(number)) {
      isWaiting[number] = true;
      enqueue(number);
    }
  }

  private boolean isEnough(int number) {
    long residue = residues[number];
    return residue >= epsilon && residue >= epsilon * open(number);
  }

  /** A node whose mass and residue are 0 may be noted twice. */
  private void touch(int number) {
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, 2 * touchedCount);
    }
    touched[touchedCount++] = number;
  }

  private void grow(int number) {
    if (number == masses.length) {
      masses = Arrays.copyOf(masses, 2 * number);
      residues = Arrays.copyOf(residues, 2 * number);
      open = Arrays.copyOf(open, 2 * number);
      neighbours = Arrays.copyOf(neighbours, 2 * number);
      Arrays.fill(neighbours, number, 2 * number, NOT_YET);
      isWaiting = Arrays.copyOf(isWaiting, 2 * number);
      behind = Arrays.copyOf(behind, 2 * number);
    }
  }

  private void enqueue(int number) {
    if (first == NONE) {
      first = number;
    } else {
      behind[last] = number;
    }
    last = number;
  }

  private void pass(int number) {
    long residue = residues[number];
    if (open[number] == 0) {
      masses[number] += residue;
      residues[number] = 0;
      return;
    }
    long kept = residue * stopThousandths / 1000;
    long share = (residue - kept) / open[number];
    masses[number] += kept;
    residues[number] = residue - kept - share * open[number];
    int[] to = neighbours[number];
    if (to.length == 0) {
      to = neighbours(nodes.key(number), open[number]);
      // Only now: new nodes may have moved the array.
      neighbours[number] = to;
    }
    for (int neighbour : to) {
      receive(neighbour, share);
    }
  }

  /** Those met last first. */
  private int[] neighbours(long node, int count) {
    int[] numbers = new int[count];
    int live = links.live(node, nowMillis);
    int size = 0;
    for (int i = 0; i < live; i++) {
      long neighbour = links.neighbour(node, i);
      if (!links.isHub(neighbour, nowMillis)) {
        numbers[size++] = number(neighbour);
      }
    }
    return numbers;
  }

  /** Neighbours that are no hubs. */
  private int countOpen(long node) {
    int live = links.live(node, nowMillis);
    int count = 0;
    for (int i = 0; i < live; i++) {
      count += links.isHub(links.neighbour(node, i), nowMillis) ? 0 : 1;
    }
    return count;
  }

  /** Nodes met in all runs, in the order met. */
  int size() {
    return nodes.size();
  }

  long node(int number) {
    return nodes.key(number);
  }

  /** What stops at a node in the last run. */
  long mass(int number) {
    return masses[number];
  }

  /** What stops at an entity that the last run began at. */
  long massOf(long seed) {
    return masses[nodes.find(links.find(seed))];
  }
}
