package io.mallguard.features.graph;

import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;
import java.util.List;

/**
 * Which accounts belong together because they shared a device, an instrument, a phone: union of
 * accounts over links, forgotten epoch by epoch. What is read at fold time t is made of all links
 * since the start of the epoch before that of t, so of one to two epochs.
 *
 * <p>A link that more than {@code hubCap} different accounts used in the present and the previous
 * epoch is a hub: it joins no one from then on, until a whole epoch has not seen it. Accounts that
 * it joined before stay joined until the epochs end. An account that no link names is a component
 * of its own. One owner thread.
 *
 * <p>Union by size (Tarjan and van Leeuwen, Worst-case Analysis of Set Union Algorithms, Journal of
 * the ACM, 1984).
 */
public final class Components {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = 2;

  /*
   * Two forests live at once, of epoch e - 1 (read) and of epoch e (read from the next epoch on);
   * the forest of an epoch takes in all links since the epoch's start. An account's place in them
   * is kept by the epoch's lowest bit; a place with another epoch's number is empty. So a new epoch
   * costs nothing at once.
   *
   * account: key, last epoch, place in even forests, place in odd forests
   * place:   epoch, parent, accounts (of a root), next account of the component (a circle),
   *          first entry of each tiles chain (of a root)
   */
  private static final int ACCOUNTS = 0;
  private static final int LINKS = 1;

  private static final int KEY = 0;
  private static final int LAST = 1;
  private static final int PLACES = 2;

  private static final int EPOCH = 0;
  private static final int PARENT = 1;
  private static final int SIZE = 2;
  private static final int NEXT = 3;
  private static final int CHAINS = 4;

  private static final int SWEPT_AT_ONCE = 2;

  private final Memory memory;
  private final Index accounts;
  private final ComponentLinks links;
  private final long epochMillis;
  private final ComponentTiles[] tiles;
  private final int placeLongs;
  private final int accountLongs;

  /**
   * What is summed per component.
   *
   * @param of what
   * @param windowMillis how far back
   * @param tileMillis summed in spans of this length: a span leaves whole, when its end leaves the
   *     window
   */
  public record Sum(Of of, long windowMillis, long tileMillis) {
    /** Checks the lengths. */
    public Sum {
      if (tileMillis < 1 || windowMillis < tileMillis || windowMillis / tileMillis > 100) {
        throw new IllegalArgumentException(
            "window of " + windowMillis + " ms in tiles of " + tileMillis + ", must be 1 to 100");
      }
    }
  }

  /** Where the numbers of a sum come from. */
  public enum Of {
    /** From {@link Components#add}. */
    VALUES,
    /** 1 whenever an account comes into the forest: its first link or value since its start. */
    NEW_ACCOUNTS
  }

  /**
   * Components that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as components of the same settings left
   *     it
   * @param epochMillis length of an epoch; windows of sums are at most this long
   * @param hubCap most accounts that a link joins, 1 to 1,000
   */
  public Components(Memory memory, long root, long epochMillis, int hubCap, List<Sum> sums) {
    if (hubCap < 1 || hubCap > 1000) {
      throw new IllegalArgumentException("hub cap " + hubCap + ", must be 1 to 1000");
    }
    this.memory = memory;
    this.epochMillis = epochMillis;
    this.accounts = indexAt(memory, root + ACCOUNTS);
    this.links = new ComponentLinks(memory, indexAt(memory, root + LINKS), hubCap, this::union);
    this.tiles = new ComponentTiles[sums.size()];
    for (int i = 0; i < tiles.length; i++) {
      if (sums.get(i).windowMillis() > epochMillis) {
        throw new IllegalArgumentException("window longer than the epoch, " + epochMillis + " ms");
      }
      tiles[i] = new ComponentTiles(memory, sums.get(i));
    }
    this.placeLongs = CHAINS + tiles.length;
    this.accountLongs = PLACES + 2 * placeLongs;
  }

  /** The table whose address stands at an address; made if there is none yet. */
  static Index indexAt(Memory memory, long at) {
    if (memory.get(at) == 0) {
      memory.put(at, Index.create(memory).address());
    }
    return Index.at(memory, memory.get(at));
  }

  /**
   * Takes in that an account used something.
   *
   * @param accountKey names the account
   * @param linkKey names what it used, with its kind: a device and a phone never share a key
   */
  public void link(long accountKey, long linkKey, long nowMillis) {
    links.use(linkKey, account(accountKey, nowMillis), epoch(nowMillis));
  }

  /**
   * Adds a number to a sum of the account's component.
   *
   * @param sum index of the sum
   * @param group what the number counts for, as a shop; 0 if the sum has no groups
   */
  public void add(int sum, long accountKey, long group, long value, long nowMillis) {
    long account = account(accountKey, nowMillis);
    long epoch = epoch(nowMillis);
    for (long forest = epoch - 1; forest <= epoch; forest++) {
      long head = place(top(account, forest), forest) + CHAINS + sum;
      tiles[sum].add(head, group, value, nowMillis);
    }
  }

  /** How many accounts the component of an account has, itself included: 1 or more. */
  public long size(long accountKey, long nowMillis) {
    return sizeOf(component(accountKey, nowMillis));
  }

  /** The same of a component, see {@link #component}. */
  public long sizeOf(long component) {
    return component == 0 ? 1 : memory.get(component + SIZE);
  }

  /**
   * Keys of the accounts of a component, the asked one first, the others in an order that the log
   * determines.
   *
   * @param into receives as many as fit
   * @return how many
   */
  public int members(long accountKey, long nowMillis, long[] into) {
    long forest = epoch(nowMillis) - 1;
    long first = accounts.find(accountKey);
    into[0] = accountKey;
    int count = 1;
    if (first == 0 || memory.get(place(first, forest) + EPOCH) != forest) {
      return count;
    }
    long account = memory.get(place(first, forest) + NEXT);
    while (account != first && count < into.length) {
      into[count++] = memory.get(account + KEY);
      account = memory.get(place(account, forest) + NEXT);
    }
    return count;
  }

  /** A sum over the component of an account, 0 if nothing was added. */
  public long sum(int sum, long accountKey, long nowMillis) {
    return sumOf(sum, component(accountKey, nowMillis), nowMillis);
  }

  /** The same over a component, see {@link #component}. */
  public long sumOf(int sum, long component, long nowMillis) {
    return component == 0 ? 0 : tiles[sum].sum(component + CHAINS + sum, nowMillis);
  }

  /** The largest group's part of a sum; NaN if the sum is not positive. */
  public double topShare(int sum, long accountKey, long nowMillis) {
    return topShareOf(sum, component(accountKey, nowMillis), nowMillis);
  }

  /** The same of a component, see {@link #component}. */
  public double topShareOf(int sum, long component, long nowMillis) {
    return component == 0 ? Double.NaN : tiles[sum].topShare(component + CHAINS + sum, nowMillis);
  }

  /** Accounts that are held, forgotten ones that were not removed yet included. */
  public long accounts() {
    return accounts.size();
  }

  private long epoch(long nowMillis) {
    return Math.floorDiv(nowMillis, epochMillis);
  }

  /**
   * Finds the component of an account, to read several of its numbers: 0 for an account alone, of
   * which nothing is known. Valid until anything is added.
   */
  public long component(long accountKey, long nowMillis) {
    long forest = epoch(nowMillis) - 1;
    long account = accounts.find(accountKey);
    if (account == 0 || memory.get(place(account, forest) + EPOCH) != forest) {
      return 0;
    }
    return place(top(account, forest), forest);
  }

  private long place(long account, long forest) {
    return account + PLACES + (forest & 1) * placeLongs;
  }

  /** The root of an account's tree. Trees are shallow: at most log2 of the accounts. */
  private long top(long account, long forest) {
    long at = account;
    long parent = memory.get(place(at, forest) + PARENT);
    while (parent != at) {
      at = parent;
      parent = memory.get(place(at, forest) + PARENT);
    }
    return at;
  }

  /** The account with a place in both forests. */
  private long account(long key, long nowMillis) {
    long epoch = epoch(nowMillis);
    long account = accounts.find(key);
    if (account == 0) {
      for (int i = 0; i < SWEPT_AT_ONCE; i++) {
        sweep(epoch);
      }
      account = memory.allocate(accountLongs);
      memory.put(account + KEY, key);
      memory.put(account + LAST, Long.MIN_VALUE);
      // No epoch, whatever the time: 0 would be one.
      memory.put(place(account, 0) + EPOCH, Long.MIN_VALUE);
      memory.put(place(account, 1) + EPOCH, Long.MIN_VALUE);
      accounts.put(key, account);
    }
    if (memory.get(account + LAST) != epoch) {
      memory.put(account + LAST, epoch);
      enter(account, epoch - 1, nowMillis);
      enter(account, epoch, nowMillis);
    }
    return account;
  }

  private void enter(long account, long forest, long nowMillis) {
    long place = place(account, forest);
    if (memory.get(place + EPOCH) == forest) {
      return;
    }
    memory.put(place + EPOCH, forest);
    memory.put(place + PARENT, account);
    memory.put(place + SIZE, 1);
    memory.put(place + NEXT, account);
    for (int i = 0; i < tiles.length; i++) {
      tiles[i].clear(place + CHAINS + i);
      if (tiles[i].of() == Of.NEW_ACCOUNTS) {
        tiles[i].add(place + CHAINS + i, 0, 1, nowMillis);
      }
    }
  }

  private void union(long forest, long account, long other) {
    long winner = top(account, forest);
    long loser = top(other, forest);
    if (winner == loser) {
      return;
    }
    if (memory.get(place(winner, forest) + SIZE) < memory.get(place(loser, forest) + SIZE)) {
      long swapped = winner;
      winner = loser;
      loser = swapped;
    }
    long into = place(winner, forest);
    long from = place(loser, forest);
    memory.put(from + PARENT, winner);
    memory.add(into + SIZE, memory.get(from + SIZE));
    // Two circles become one by crossing their next pointers.
    long next = memory.get(into + NEXT);
    memory.put(into + NEXT, memory.get(from + NEXT));
    memory.put(from + NEXT, next);
    for (int i = 0; i < tiles.length; i++) {
      tiles[i].merge(into + CHAINS + i, from + CHAINS + i);
    }
  }

  private void sweep(long epoch) {
    long account = accounts.sweep(0);
    if (account == 0 || memory.get(account + LAST) >= epoch - 1) {
      return;
    }
    for (int i = 0; i < tiles.length; i++) {
      tiles[i].clear(place(account, 0) + CHAINS + i);
      tiles[i].clear(place(account, 1) + CHAINS + i);
    }
    accounts.remove(memory.get(account + KEY));
    memory.free(account, accountLongs);
  }
}
