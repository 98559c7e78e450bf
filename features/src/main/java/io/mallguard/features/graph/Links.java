package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * What entities (accounts, shops) have in common within a window: the attributes each used
 * (devices, instruments, addresses), and whom each dealt with directly. A node with more than
 * {@code hubCap} different neighbours in the window is a hub: nothing is read through it. One owner
 * thread.
 */
public final class Links {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = 1;

  /** Most neighbours kept of an entity; beyond it the one met longest ago is forgotten. */
  public static final int ENTITY_NEIGHBOURS = 256;

  /** Kind of an entity's node; attributes' kinds count from 0. */
  static final int ENTITY = -1;

  /* node: key, fold time of its last link, kind, neighbours */
  private static final int KIND = NodeTable.HEADER_LONGS;
  private static final int NEIGHBOURS = KIND + 1;
  private static final int NODE_LONGS = NEIGHBOURS + Neighbours.HEADER_LONGS;

  private final Memory memory;
  private final NodeTable nodes;
  private final long windowMillis;
  private final int hubCap;
  private final Neighbours neighbours;
  private final Tally seen = new Tally();

  /**
   * Links that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as links of the same settings left it
   * @param hubCap most neighbours of a node that is read through, 1 to 255
   */
  public Links(Memory memory, long root, long windowMillis, int hubCap) {
    if (hubCap < 1 || hubCap >= ENTITY_NEIGHBOURS) {
      throw new IllegalArgumentException("hub cap " + hubCap + ", must be 1 to 255");
    }
    this.memory = memory;
    this.windowMillis = windowMillis;
    this.hubCap = hubCap;
    this.neighbours = new Neighbours(memory, NEIGHBOURS);
    this.nodes = new NodeTable(memory, root, NODE_LONGS, windowMillis, neighbours::release);
  }

  /**
   * An entity uses an attribute.
   *
   * @param kind of the attribute, from 0; its key belongs to no other kind and no entity
   */
  public void use(long entityKey, int kind, long attributeKey, long nowMillis) {
    join(open(entityKey, ENTITY, nowMillis), open(attributeKey, kind, nowMillis), nowMillis);
  }

  /** Two different entities deal with each other directly. */
  public void deal(long entityKey, long otherKey, long nowMillis) {
    if (entityKey != otherKey) {
      join(open(entityKey, ENTITY, nowMillis), open(otherKey, ENTITY, nowMillis), nowMillis);
    }
  }

  private void join(long node, long other, long nowMillis) {
    neighbours.meet(node, other, nowMillis, bound(node));
    neighbours.meet(other, node, nowMillis, bound(other));
  }

  /** One more than the cap is enough to tell a hub. */
  private int bound(long node) {
    return isEntity(node) ? ENTITY_NEIGHBOURS : hubCap + 1;
  }

  private long open(long key, int kind, long nowMillis) {
    long node = nodes.open(key, nowMillis);
    memory.put(node + KIND, kind);
    return node;
  }

  /** The node of a key, 0 if there is none. */
  long find(long key) {
    return nodes.find(key);
  }

  long key(long node) {
    return nodes.key(node);
  }

  boolean isEntity(long node) {
    return memory.get(node + KIND) == ENTITY;
  }

  /** Whether a node has too many neighbours in the window. */
  boolean isHub(long node, long nowMillis) {
    return neighbours.hasMoreAfter(node, hubCap, nowMillis - windowMillis);
  }

  /** How many of the kept neighbours of a node are in the window. */
  int live(long node, long nowMillis) {
    return neighbours.countAfter(node, nowMillis - windowMillis);
  }

  /** A neighbour of a node, 0 being the one met last. */
  long neighbour(long node, int number) {
    return neighbours.neighbour(node, neighbours.count(node) - 1 - number);
  }

  /** Reads of what kind the nodes are that a search has reached. */
  void loadKinds(Frontier of) {
    for (int i = 0; i < of.size; i++) {
      of.kinds[i] = memory.get(of.nodes[i] + KIND);
    }
  }

  /** Reads what a search needs to go on from nodes. */
  void load(Frontier of) {
    neighbours.load(of);
  }

  boolean isEntity(Frontier of, int number) {
    return of.kinds[number] == ENTITY;
  }

  boolean isHub(Frontier of, int number, long nowMillis) {
    return neighbours.hasMoreAfter(of, number, hubCap, nowMillis - windowMillis);
  }

  int live(Frontier of, int number, long nowMillis) {
    return neighbours.countAfter(of, number, nowMillis - windowMillis);
  }

  long neighbour(Frontier of, int number, int neighbour) {
    return neighbours.neighbour(of, number, neighbour);
  }

  /** The keys of nodes. */
  void keys(Frontier of, long[] into) {
    for (int i = 0; i < of.size; i++) {
      into[i] = nodes.key(of.nodes[i]);
    }
  }

  /**
   * How many attributes of a kind an entity has in common with any of others, hubs not counted.
   *
   * @param others keys of entities; the entity itself is not one of them, even if it is named
   */
  public int shared(long entityKey, long[] others, int otherCount, int kind, long nowMillis) {
    long entity = nodes.find(entityKey);
    int own = entity == 0 ? 0 : live(entity, nowMillis);
    seen.clear();
    for (int k = 0; k < own; k++) {
      seen.add(neighbour(entity, k), 1);
    }
    int count = 0;
    for (int i = 0; i < otherCount; i++) {
      long other = others[i] == entityKey || own == 0 ? 0 : nodes.find(others[i]);
      int live = other == 0 ? 0 : live(other, nowMillis);
      for (int k = 0; k < live; k++) {
        long attribute = neighbour(other, k);
        // Most are not in common: only those that are need to be looked at, each once.
        if (seen.sum(attribute) == 1) {
          seen.add(attribute, 1);
          count += isOpen(attribute, kind, nowMillis) ? 1 : 0;
        }
      }
    }
    return count;
  }

  private boolean isOpen(long attribute, int kind, long nowMillis) {
    return memory.get(attribute + KIND) == kind && !isHub(attribute, nowMillis);
  }

  /** Nodes that are held, those without a link in the window included. */
  public long nodes() {
    return nodes.size();
  }
}
