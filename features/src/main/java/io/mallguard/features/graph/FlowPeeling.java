package io.mallguard.features.graph;

/**
 * The part of a flow in three layers (sources, middles, sinks) through whose middles most money
 * runs and in whose middles least remains, greedily: FlowScope (Li et al., AAAI 2020). A middle is
 * worth min − λ (max − min) of what comes in and what goes out, within the part; the part the sum
 * of that per node. For the length of one job, on the heap.
 */
final class FlowPeeling {
  private final int[] from;
  private final int[] to;
  private final long[] amounts;
  private final boolean[] isMiddle;
  private final int penalty;
  private final long[] in;
  private final long[] out;

  /* Flows of node i: incident[starts[i]] to incident[starts[i + 1]]. */
  private final int[] starts;
  private final int[] incident;

  private long total;
  private long best;
  private int bestCount;
  private int[] order = new int[0];

  /**
   * A flow.
   *
   * @param from numbers of the nodes that flows come from
   * @param to numbers of the nodes they go to; one of both is a middle
   * @param isMiddle per node
   * @param penalty λ
   */
  FlowPeeling(int[] from, int[] to, long[] amounts, boolean[] isMiddle, int penalty) {
    this.from = from;
    this.to = to;
    this.amounts = amounts;
    this.isMiddle = isMiddle;
    this.penalty = penalty;
    this.in = new long[isMiddle.length];
    this.out = new long[isMiddle.length];
    this.starts = new int[isMiddle.length + 1];
    for (int i = 0; i < amounts.length; i++) {
      out[from[i]] += amounts[i];
      in[to[i]] += amounts[i];
      starts[from[i] + 1]++;
      starts[to[i] + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    this.incident = new int[2 * amounts.length];
    int[] next = starts.clone();
    for (int i = 0; i < amounts.length; i++) {
      incident[next[from[i]]++] = i;
      incident[next[to[i]]++] = i;
    }
  }

  /** What a node is worth: least is taken away first. */
  private long worth(int node) {
    if (!isMiddle[node]) {
      return in[node] + out[node];
    }
    long least = Math.min(in[node], out[node]);
    return least - penalty * (Math.max(in[node], out[node]) - least);
  }

  /** Peels until nothing is left. */
  void peel() {
    NodeHeap heap = new NodeHeap(isMiddle.length);
    for (int node = 0; node < isMiddle.length; node++) {
      heap.add(node, worth(node));
      total += isMiddle[node] ? worth(node) : 0;
    }
    heap.build();
    best = total;
    bestCount = heap.size();
    order = new int[heap.size()];
    boolean[] isGone = new boolean[amounts.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = heap.removeLeast();
      total -= isMiddle[order[i]] ? worth(order[i]) : 0;
      take(order[i], heap, isGone);
      if (heap.size() > 0 && isBetter(heap.size())) {
        best = total;
        bestCount = heap.size();
      }
    }
  }

  private void take(int node, NodeHeap heap, boolean[] isGone) {
    for (int i = starts[node]; i < starts[node + 1]; i++) {
      int flow = incident[i];
      if (isGone[flow]) {
        continue;
      }
      isGone[flow] = true;
      int other = from[flow] == node ? to[flow] : from[flow];
      long before = worth(other);
      out[from[flow]] -= amounts[flow];
      in[to[flow]] -= amounts[flow];
      total += isMiddle[other] ? worth(other) - before : 0;
      heap.change(other, worth(other));
    }
  }

  /** total / size > best / bestCount, in whole numbers. */
  private boolean isBetter(int size) {
    long high = Math.multiplyHigh(total, bestCount);
    long otherHigh = Math.multiplyHigh(best, size);
    return high > otherHigh
        || (high == otherHigh && Long.compareUnsigned(total * bestCount, best * size) > 0);
  }

  /** What the best part's middles are worth; the part is the last {@link #count} of the order. */
  long worth() {
    return best;
  }

  int count() {
    return bestCount;
  }

  int[] order() {
    return order;
  }
}
