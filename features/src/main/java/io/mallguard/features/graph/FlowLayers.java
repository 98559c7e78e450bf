package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.util.Arrays;

/**
 * Accounts through which money runs from many to many with little left behind, once per tick: the
 * densest flow in three layers, see {@link FlowPeeling}. One owner thread.
 */
public final class FlowLayers {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = EpochTable.ROOT_LONGS + EdgeLog.ROOT_LONGS;

  private static final int SOURCE = 0;
  private static final int MIDDLE = 1;
  private static final int SINK = 2;

  private static final int PAYER = 0;
  private static final int PAYEE = 1;
  private static final int AMOUNT = 2;
  private static final int EDGE = 3;

  private static final int WORTH = 0;
  private static final int COUNT = 1;
  private static final int VALUES = 2;

  private final Memory memory;
  private final EpochTable table;
  private final EdgeLog log;
  private final int penalty;

  /**
   * Flows that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as flows of the same settings left it
   * @param windowMillis payments of how long
   * @param everyMillis from tick to tick
   * @param lagMillis from a tick to its table being seen
   * @param penalty how much what remains in a middle counts against it (λ), 0 to 100
   */
  public FlowLayers(
      Memory memory, long root, long windowMillis, long everyMillis, long lagMillis, int penalty) {
    if (penalty < 0 || penalty > 100) {
      throw new IllegalArgumentException("penalty " + penalty + ", must be 0 to 100");
    }
    this.memory = memory;
    this.table = new EpochTable(memory, root, everyMillis, lagMillis, VALUES);
    this.log = new EdgeLog(memory, root + EpochTable.ROOT_LONGS, EDGE, windowMillis);
    this.penalty = penalty;
  }

  /** An event is next: to be called before it is read or added, whatever it is. */
  public void advance(long nowMillis) {
    if (table.begin(nowMillis)) {
      run(log.keys(nowMillis));
      table.end(nowMillis);
    }
  }

  /** A payment; nothing happens if both are the same or the amount is not positive. */
  public void add(long payerKey, long payeeKey, long amountMinor, long nowMillis) {
    if (payerKey != payeeKey && amountMinor > 0) {
      long edge = log.append(nowMillis);
      memory.put(edge + PAYER, payerKey);
      memory.put(edge + PAYEE, payeeKey);
      memory.put(edge + AMOUNT, amountMinor);
    }
  }

  /** Every payment is one from a source to a middle, and one from a middle to a sink. */
  private void run(long[] payments) {
    int flows = payments.length / EDGE * 2;
    int[] from = new int[flows];
    int[] to = new int[flows];
    long[] amounts = new long[flows];
    Numbering accounts = new Numbering();
    for (int i = 0; i < flows; i += 2) {
      int edge = i / 2 * EDGE;
      int payer = 3 * accounts.number(payments[edge + PAYER]);
      int payee = 3 * accounts.number(payments[edge + PAYEE]);
      from[i] = payer + SOURCE;
      to[i] = payee + MIDDLE;
      from[i + 1] = payer + MIDDLE;
      to[i + 1] = payee + SINK;
      amounts[i] = payments[edge + AMOUNT];
      amounts[i + 1] = amounts[i];
    }
    boolean[] isMiddle = new boolean[3 * accounts.size()];
    for (int i = MIDDLE; i < isMiddle.length; i += 3) {
      isMiddle[i] = true;
    }
    FlowPeeling peeling = new FlowPeeling(from, to, amounts, isMiddle, penalty);
    peeling.peel();
    if (peeling.worth() > 0) {
      keep(peeling, accounts);
    }
  }

  private void keep(FlowPeeling peeling, Numbering accounts) {
    int[] order = peeling.order();
    int[] part = Arrays.copyOfRange(order, order.length - peeling.count(), order.length);
    for (int node : part) {
      long row = table.row(node(accounts.key(node / 3), node % 3));
      memory.put(row + WORTH, peeling.worth());
      memory.put(row + COUNT, peeling.count());
    }
  }

  private static long node(long accountKey, int layer) {
    return IdHash.join(layer, accountKey);
  }

  /**
   * Throughput of the best part, per node, in minor units, for an account that is in it; 0 for
   * others, NaN before the first table is seen.
   */
  public double throughput(long accountKey) {
    for (int layer = SOURCE; layer <= SINK; layer++) {
      long row = table.find(node(accountKey, layer));
      if (row != 0) {
        return (double) memory.get(row + WORTH) / (double) memory.get(row + COUNT);
      }
    }
    return table.isSeen() ? 0 : Double.NaN;
  }

  /** Whether an account is one of the part's middles. */
  public boolean isMiddle(long accountKey) {
    return table.find(node(accountKey, MIDDLE)) != 0;
  }
}
