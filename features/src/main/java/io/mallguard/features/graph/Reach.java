package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import java.util.Arrays;

/**
 * What one cycle search knows of the nodes it met: scratch, no state. A node has a number from 0 in
 * the order met; per number of hops it has a departure (how late one may leave it and still arrive)
 * and an arrival (how early one can be there). Cleared in constant time. One owner thread.
 */
final class Reach {
  /** Departure of a node from which nothing arrives. */
  static final long NEVER = Long.MIN_VALUE;

  /** Arrival at a node that is not reached. */
  static final long UNREACHED = Long.MAX_VALUE;

  /** A node that is no end. */
  static final byte INNER = 0;

  /** A node where paths end. */
  static final byte PAYER = 1;

  /** A node where paths start. */
  static final byte PAYEE = 2;

  /** Beyond the longest path. */
  static final int LEVELS = 16;

  private static final int FIRST_SLOTS = 256;

  private int[] slots = new int[FIRST_SLOTS];
  private int[] rounds = new int[FIRST_SLOTS];
  private int round;
  private int size;

  private long[] nodes = new long[FIRST_SLOTS / 2];
  private byte[] ends = new byte[FIRST_SLOTS / 2];
  private long[] departures = new long[FIRST_SLOTS / 2 * LEVELS];
  private long[] arrivals = new long[FIRST_SLOTS / 2 * LEVELS];
  private long[] edges = new long[FIRST_SLOTS / 2 * LEVELS];
  private int[] parents = new int[FIRST_SLOTS / 2 * LEVELS];
  private int[] searches = new int[FIRST_SLOTS / 2];
  private int search;

  /** Forgets all nodes. */
  void clear() {
    size = 0;
    search = 0;
    round++;
    if (round == 0) {
      Arrays.fill(rounds, 0);
      round = 1;
    }
  }

  /** The number of a node. */
  int number(long node) {
    int mask = slots.length - 1;
    int slot = (int) IdHash.mix(node) & mask;
    while (rounds[slot] == round) {
      if (nodes[slots[slot]] == node) {
        return slots[slot];
      }
      slot = (slot + 1) & mask;
    }
    if (size == nodes.length) {
      grow();
      return number(node);
    }
    rounds[slot] = round;
    slots[slot] = size;
    nodes[size] = node;
    ends[size] = INNER;
    searches[size] = 0;
    Arrays.fill(departures, size * LEVELS, (size + 1) * LEVELS, NEVER);
    return size++;
  }

  private void grow() {
    int twice = 2 * nodes.length;
    nodes = Arrays.copyOf(nodes, twice);
    ends = Arrays.copyOf(ends, twice);
    searches = Arrays.copyOf(searches, twice);
    departures = Arrays.copyOf(departures, twice * LEVELS);
    arrivals = Arrays.copyOf(arrivals, twice * LEVELS);
    edges = Arrays.copyOf(edges, twice * LEVELS);
    parents = Arrays.copyOf(parents, twice * LEVELS);
    slots = new int[2 * twice];
    rounds = new int[2 * twice];
    for (int i = 0; i < size; i++) {
      int slot = (int) IdHash.mix(nodes[i]) & (slots.length - 1);
      while (rounds[slot] == round) {
        slot = (slot + 1) & (slots.length - 1);
      }
      rounds[slot] = round;
      slots[slot] = i;
    }
  }

  long node(int number) {
    return nodes[number];
  }

  /** Marks a node as one where paths start or end. */
  void mark(int number, byte end) {
    ends[number] = end;
  }

  byte end(int number) {
    return ends[number];
  }

  /** The latest departure with at most so many hops to go. */
  long departure(int number, int hops) {
    long latest = NEVER;
    for (int i = 0; i <= hops; i++) {
      latest = Math.max(latest, departures[number * LEVELS + i]);
    }
    return latest;
  }

  /** Whether there is a departure with exactly so many hops to go. */
  boolean departs(int number, int hops) {
    return departures[number * LEVELS + hops] != NEVER;
  }

  void depart(int number, int hops, long sequence) {
    departures[number * LEVELS + hops] = sequence;
  }

  /** Forgets all arrivals. */
  void beginSearch() {
    search++;
  }

  /** The earliest arrival after at most so many hops. */
  long arrival(int number, int hops) {
    begin(number);
    long earliest = UNREACHED;
    for (int i = 0; i <= hops; i++) {
      earliest = Math.min(earliest, arrivals[number * LEVELS + i]);
    }
    return earliest;
  }

  private void begin(int number) {
    if (searches[number] != search) {
      searches[number] = search;
      Arrays.fill(arrivals, number * LEVELS, (number + 1) * LEVELS, UNREACHED);
    }
  }

  /** Whether there is an arrival after exactly so many hops. */
  boolean arrives(int number, int hops) {
    return searches[number] == search && arrivals[number * LEVELS + hops] != UNREACHED;
  }

  void arrive(int number, int hops, long sequence, int parent, long edge) {
    begin(number);
    arrivals[number * LEVELS + hops] = sequence;
    parents[number * LEVELS + hops] = parent;
    edges[number * LEVELS + hops] = edge;
  }

  /** The edge of an arrival. */
  long edge(int number, int hops) {
    return edges[number * LEVELS + hops];
  }

  /** Where the edge of an arrival comes from. */
  int parent(int number, int hops) {
    return parents[number * LEVELS + hops];
  }
}
