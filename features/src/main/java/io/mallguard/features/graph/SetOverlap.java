package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.util.Arrays;

/**
 * How much the members of a set (a shop's buyers) are those of another set: the greatest Jaccard
 * similarity to any other set, estimated by 64 min-hashes (Broder, SEQUENCES 1997), once per tick.
 * Sets are compared that agree in one of 16 bands of 4 hashes (Indyk, Motwani, STOC 1998). One
 * owner thread.
 */
public final class SetOverlap {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = EpochTable.ROOT_LONGS + EdgeLog.ROOT_LONGS;

  /** How many hashes a set has: an estimate is a multiple of 1/64. */
  public static final int HASHES = 64;

  static final int BAND = 4;

  /** Most sets of one band that a set is compared with: those of the next numbers. */
  private static final int COMPARED = 50;

  private static final int EQUAL = 0;
  private static final int OTHER = 1;
  private static final int VALUES = 2;

  private final Memory memory;
  private final EpochTable table;
  private final EdgeLog log;
  private final int minMembers;

  /**
   * Overlaps that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as overlaps of the same settings left it
   * @param windowMillis how long a member is one
   * @param everyMillis from tick to tick
   * @param lagMillis from a tick to its table being seen
   * @param minMembers sets of fewer members are not compared, 1 or more
   */
  public SetOverlap(
      Memory memory,
      long root,
      long windowMillis,
      long everyMillis,
      long lagMillis,
      int minMembers) {
    this.memory = memory;
    this.table = new EpochTable(memory, root, everyMillis, lagMillis, VALUES);
    this.log = new EdgeLog(memory, root + EpochTable.ROOT_LONGS, 2, windowMillis);
    this.minMembers = minMembers;
  }

  /** An event is next: to be called before it is read or added, whatever it is. */
  public void advance(long nowMillis) {
    if (table.begin(nowMillis)) {
      run(new DistinctPairs(log.keys(nowMillis)));
      table.end(nowMillis);
    }
  }

  /** A member joins a set. */
  public void add(long setKey, long memberKey, long nowMillis) {
    long edge = log.append(nowMillis);
    memory.put(edge, setKey);
    memory.put(edge + 1, memberKey);
  }

  private void run(DistinctPairs pairs) {
    int[] members = pairs.leftDegrees();
    int[] hashes = hashes(pairs);
    int[] equal = new int[members.length];
    int[] other = new int[members.length];
    long[] order = new long[members.length];
    for (int band = 0; band < HASHES / BAND; band++) {
      int count = 0;
      for (int set = 0; set < members.length; set++) {
        if (members[set] >= minMembers) {
          order[count++] = (long) bandHash(hashes, set, band) << 32 | set;
        }
      }
      Arrays.sort(order, 0, count);
      compare(order, count, hashes, equal, other);
    }
    for (int set = 0; set < members.length; set++) {
      if (members[set] >= minMembers) {
        long row = table.row(pairs.lefts.key(set));
        memory.put(row + EQUAL, equal[set]);
        memory.put(row + OTHER, equal[set] == 0 ? 0 : pairs.lefts.key(other[set]));
      }
    }
  }

  /**
   * Per set the least of each hash over its members; a member's hashes are worked out once for all
   * its sets.
   */
  private static int[] hashes(DistinctPairs pairs) {
    int[] least = new int[pairs.lefts.size() * HASHES];
    Arrays.fill(least, Integer.MAX_VALUE);
    int[] starts = pairs.rightStarts();
    int[] sets = pairs.leftsByRight(starts);
    int[] own = new int[HASHES];
    for (int member = 0; member < pairs.rights.size(); member++) {
      long key = pairs.rights.key(member);
      for (int i = 0; i < HASHES; i++) {
        own[i] = hash(key, i);
      }
      for (int i = starts[member]; i < starts[member + 1]; i++) {
        lower(least, sets[i] * HASHES, own);
      }
    }
    return least;
  }

  private static void lower(int[] least, int at, int[] to) {
    for (int i = 0; i < HASHES; i++) {
      least[at + i] = Math.min(least[at + i], to[i]);
    }
  }

  /** One of the 64 hashes of a member. */
  static int hash(long member, int number) {
    return (int) (IdHash.mix(member + number * 0x9E3779B97F4A7C15L) >>> 32);
  }

  private static int bandHash(int[] hashes, int set, int band) {
    long hash = 0;
    for (int i = 0; i < BAND; i++) {
      hash = IdHash.join(hash, hashes[set * HASHES + band * BAND + i]);
    }
    return (int) hash;
  }

  /** Compares sets with the same hash of a band, in the order of their numbers. */
  private static void compare(long[] order, int count, int[] hashes, int[] equal, int[] other) {
    for (int i = 0; i < count; i++) {
      int last = Math.min(count, i + 1 + COMPARED);
      for (int k = i + 1; k < last && order[k] >> 32 == order[i] >> 32; k++) {
        int set = (int) order[i];
        int with = (int) order[k];
        int agreed = 0;
        for (int h = 0; h < HASHES; h++) {
          agreed += hashes[set * HASHES + h] == hashes[with * HASHES + h] ? 1 : 0;
        }
        keep(set, with, agreed, equal, other);
        keep(with, set, agreed, equal, other);
      }
    }
  }

  /** Of equal ones the set with the lowest number counts. */
  private static void keep(int set, int with, int agreed, int[] equal, int[] other) {
    if (agreed > equal[set] || (agreed == equal[set] && agreed > 0 && with < other[set])) {
      equal[set] = agreed;
      other[set] = with;
    }
  }

  /**
   * The greatest estimated similarity to another set, 0 to 1: 0 if none is alike. NaN before the
   * first table is seen, and for a set with too few members.
   */
  public double maxJaccard(long setKey) {
    long row = table.find(setKey);
    return row == 0 ? Double.NaN : memory.get(row + EQUAL) / (double) HASHES;
  }

  /** Key of the set most alike, 0 if there is none. */
  public long mostAlike(long setKey) {
    long row = table.find(setKey);
    return row == 0 ? 0 : memory.get(row + OTHER);
  }
}
