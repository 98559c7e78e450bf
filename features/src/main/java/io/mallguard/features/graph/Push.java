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
  private static final int NOT_WAITING = -2;

  private final Links links;
  private final long nowMillis;
  private final int stopThousandths;
  private final long epsilon;
  private final Numbering nodes = new Numbering();

  /*
   * A node's numbers lie side by side, so that a processor waits for one line of memory: mass,
   * residue, its neighbours that are no hubs, and the node that waits behind it. Most nodes never
   * get enough for anybody to ask how many neighbours they have.
   */
  private static final int MASS = 0;
  private static final int RESIDUE = 1;
  private static final int OPEN = 2;
  private static final int BEHIND = 3;
  private static final int NODE_LONGS = 4;

  private long[] state = new long[256 * NODE_LONGS];

  /**
   * Their numbers, once the node has passed something on: those near the seeds do so again and
   * again.
   */
  private int[][] neighbours = new int[256][0];

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
      first = number == last ? NONE : (int) state[at(number) + BEHIND];
      state[at(number) + BEHIND] = NOT_WAITING;
      pass(number);
    }
  }

  private static int at(int number) {
    return number * NODE_LONGS;
  }

  private void forget() {
    for (int i = 0; i < touchedCount; i++) {
      state[at(touched[i]) + MASS] = 0;
      state[at(touched[i]) + RESIDUE] = 0;
    }
    touchedCount = 0;
  }

  private int number(long node) {
    int met = nodes.size();
    int number = nodes.number(node);
    if (number == met) {
      grow(number);
      state[at(number) + OPEN] = UNCOUNTED;
      state[at(number) + BEHIND] = NOT_WAITING;
    }
    return number;
  }

  private long open(int number) {
    if (state[at(number) + OPEN] == UNCOUNTED) {
      long node = nodes.key(number);
      state[at(number) + OPEN] = links.isHub(node, nowMillis) ? 0 : countOpen(node);
    }
    return state[at(number) + OPEN];
  }

  private void receive(int number, long mass) {
    int at = at(number);
    if (state[at + RESIDUE] == 0 && state[at + MASS] == 0) {
      touch(number);
    }
    state[at + RESIDUE] += mass;
    if (state[at + BEHIND] == NOT_WAITING && isEnough(number, state[at + RESIDUE])) {
      enqueue(number);
    }
  }

  private boolean isEnough(int number, long residue) {
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
    if (number == neighbours.length) {
      state = Arrays.copyOf(state, at(2 * number));
      neighbours = Arrays.copyOf(neighbours, 2 * number);
      Arrays.fill(neighbours, number, 2 * number, NOT_YET);
    }
  }

  private void enqueue(int number) {
    if (first == NONE) {
      first = number;
    } else {
      state[at(last) + BEHIND] = number;
    }
    state[at(number) + BEHIND] = NONE;
    last = number;
  }

  private void pass(int number) {
    int at = at(number);
    long residue = state[at + RESIDUE];
    long open = open(number);
    if (open == 0) {
      state[at + MASS] += residue;
      state[at + RESIDUE] = 0;
      return;
    }
    long kept = residue * stopThousandths / 1000;
    long share = (residue - kept) / open;
    state[at + MASS] += kept;
    state[at + RESIDUE] = residue - kept - share * open;
    int[] to = neighbours[number];
    if (to.length == 0) {
      // New nodes may move the array.
      to = neighbours(nodes.key(number), (int) open);
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
    return state[at(number) + MASS];
  }

  /** What stops at an entity that the last run began at. */
  long massOf(long seed) {
    return mass(nodes.find(links.find(seed)));
  }
}
