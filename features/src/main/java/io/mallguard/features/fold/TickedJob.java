package io.mallguard.features.fold;

import io.mallguard.features.graph.BipartiteCore;
import io.mallguard.features.graph.DenseBlocks;
import io.mallguard.features.graph.FlowLayers;
import io.mallguard.features.graph.SetOverlap;
import io.mallguard.features.graph.Synchrony;
import io.mallguard.features.plan.EpochJob;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.state.Memory;
import java.util.function.LongConsumer;

/**
 * A structure that works its numbers out once per tick, alike to those who feed and read.
 *
 * @param clock told the fold time of every event, in milliseconds
 * @param edges takes edges
 * @param table the numbers of the last tick
 */
record TickedJob(LongConsumer clock, Edges edges, Table table) {
  /** Takes an edge: the keys of its nodes, and an amount that may mean nothing. */
  interface Edges {
    void add(long[] keys, long amountMinor, long nowMillis);
  }

  /** Numbers of nodes. */
  interface Table {
    double read(GraphRead.Ticked read, long key);
  }

  /** The structure of a job. */
  static TickedJob of(EpochJob job, Memory memory, Roots roots) {
    if (job instanceof EpochJob.Blocks blocks) {
      return blocks(blocks, memory, roots);
    }
    if (job instanceof EpochJob.Overlap overlap) {
      return overlap(overlap, memory, roots);
    }
    if (job instanceof EpochJob.Core core) {
      return core(core.timing(), memory, roots);
    }
    if (job instanceof EpochJob.Sync sync) {
      return synchrony(sync.timing(), memory, roots);
    }
    return flow((EpochJob.Flow) job, memory, roots);
  }

  private static TickedJob blocks(EpochJob.Blocks job, Memory memory, Roots roots) {
    DenseBlocks blocks =
        new DenseBlocks(
            memory,
            roots.block(DenseBlocks.ROOT_LONGS),
            new DenseBlocks.Settings(
                job.weight(),
                job.modes(),
                job.timing().windowMillis(),
                job.timing().everyMillis(),
                job.timing().lagMillis(),
                job.blocks()));
    return new TickedJob(
        blocks::advance,
        (keys, amountMinor, nowMillis) -> blocks.add(keys, nowMillis),
        (read, key) ->
            switch (read.what()) {
              case IN_TOP_K -> blocks.block(read.mode(), key);
              case PEEL_POSITION -> blocks.peelPosition(read.mode(), key);
              default -> blocks.density(read.mode(), key);
            });
  }

  private static TickedJob overlap(EpochJob.Overlap job, Memory memory, Roots roots) {
    SetOverlap overlap =
        new SetOverlap(
            memory,
            roots.block(SetOverlap.ROOT_LONGS),
            job.timing().windowMillis(),
            job.timing().everyMillis(),
            job.timing().lagMillis(),
            job.minMembers());
    // The set is what an edge reaches, such as the shop; its members are those who go there.
    return new TickedJob(
        overlap::advance,
        (keys, amountMinor, nowMillis) -> overlap.add(keys[1], keys[0], nowMillis),
        (read, key) -> overlap.maxJaccard(key));
  }

  private static TickedJob core(EpochJob.Timing timing, Memory memory, Roots roots) {
    BipartiteCore core =
        new BipartiteCore(
            memory,
            roots.block(BipartiteCore.ROOT_LONGS),
            timing.windowMillis(),
            timing.everyMillis(),
            timing.lagMillis());
    return new TickedJob(
        core::advance,
        (keys, amountMinor, nowMillis) -> core.add(keys[0], keys[1], nowMillis),
        (read, key) -> read.mode() == 0 ? core.ofLeft(key) : core.ofRight(key));
  }

  private static TickedJob synchrony(EpochJob.Timing timing, Memory memory, Roots roots) {
    Synchrony synchrony =
        new Synchrony(
            memory,
            roots.block(Synchrony.ROOT_LONGS),
            timing.windowMillis(),
            timing.everyMillis(),
            timing.lagMillis());
    return new TickedJob(
        synchrony::advance,
        (keys, amountMinor, nowMillis) -> synchrony.add(keys[0], keys[1], nowMillis),
        (read, key) ->
            read.what() == GraphRead.OfTick.NORMALITY
                ? synchrony.normality(key)
                : synchrony.synchronicity(key));
  }

  private static TickedJob flow(EpochJob.Flow job, Memory memory, Roots roots) {
    FlowLayers flow =
        new FlowLayers(
            memory,
            roots.block(FlowLayers.ROOT_LONGS),
            job.timing().windowMillis(),
            job.timing().everyMillis(),
            job.timing().lagMillis(),
            job.penalty());
    return new TickedJob(
        flow::advance,
        (keys, amountMinor, nowMillis) -> flow.add(keys[0], keys[1], amountMinor, nowMillis),
        (read, key) -> flow.throughput(key));
  }
}
