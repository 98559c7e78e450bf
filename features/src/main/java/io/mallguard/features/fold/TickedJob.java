package io.mallguard.features.fold;

import io.mallguard.features.graph.BipartiteCore;
import io.mallguard.features.graph.DenseBlocks;
import io.mallguard.features.graph.FlowLayers;
import io.mallguard.features.graph.SetOverlap;
import io.mallguard.features.graph.Synchrony;
import io.mallguard.features.plan.EpochJob;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.state.Memory;

/** The structures that work their numbers out once per tick, alike to those who feed and read. */
interface TickedJob {
  /** An event is next. */
  void advance(long nowMillis);

  /** An edge: the keys of its nodes, and an amount that may mean nothing. */
  void add(long[] keys, long amountMinor, long nowMillis);

  /** A number of a node. */
  double read(GraphRead.Ticked read, long key);

  /** The structure of a job. */
  static TickedJob of(EpochJob job, Memory memory, Roots roots) {
    if (job instanceof EpochJob.Blocks blocks) {
      return new Blocks(blocks, memory, roots);
    }
    if (job instanceof EpochJob.Overlap overlap) {
      return new Overlap(overlap, memory, roots);
    }
    if (job instanceof EpochJob.Core core) {
      return new Core(core.timing(), memory, roots);
    }
    if (job instanceof EpochJob.Sync sync) {
      return new Sync(sync.timing(), memory, roots);
    }
    return new Flow((EpochJob.Flow) job, memory, roots);
  }

  /** Dense blocks. */
  record Blocks(DenseBlocks blocks) implements TickedJob {
    Blocks(EpochJob.Blocks job, Memory memory, Roots roots) {
      this(
          new DenseBlocks(
              memory,
              roots.block(DenseBlocks.ROOT_LONGS),
              new DenseBlocks.Settings(
                  job.weight(),
                  job.modes(),
                  job.timing().windowMillis(),
                  job.timing().everyMillis(),
                  job.timing().lagMillis(),
                  job.blocks())));
    }

    @Override
    public void advance(long nowMillis) {
      blocks.advance(nowMillis);
    }

    @Override
    public void add(long[] keys, long amountMinor, long nowMillis) {
      blocks.add(keys, nowMillis);
    }

    @Override
    public double read(GraphRead.Ticked read, long key) {
      return switch (read.what()) {
        case IN_TOP_K -> blocks.block(read.mode(), key);
        case PEEL_POSITION -> blocks.peelPosition(read.mode(), key);
        default -> blocks.density(read.mode(), key);
      };
    }
  }

  /** Overlap of sets. */
  record Overlap(SetOverlap overlap) implements TickedJob {
    Overlap(EpochJob.Overlap job, Memory memory, Roots roots) {
      this(
          new SetOverlap(
              memory,
              roots.block(SetOverlap.ROOT_LONGS),
              job.timing().windowMillis(),
              job.timing().everyMillis(),
              job.timing().lagMillis(),
              job.minMembers()));
    }

    @Override
    public void advance(long nowMillis) {
      overlap.advance(nowMillis);
    }

    @Override
    public void add(long[] keys, long amountMinor, long nowMillis) {
      // The set is what an edge reaches, such as the shop; its members are those who go there.
      overlap.add(keys[1], keys[0], nowMillis);
    }

    @Override
    public double read(GraphRead.Ticked read, long key) {
      return overlap.maxJaccard(key);
    }
  }

  /** Cores. */
  record Core(BipartiteCore core) implements TickedJob {
    Core(EpochJob.Timing timing, Memory memory, Roots roots) {
      this(
          new BipartiteCore(
              memory,
              roots.block(BipartiteCore.ROOT_LONGS),
              timing.windowMillis(),
              timing.everyMillis(),
              timing.lagMillis()));
    }

    @Override
    public void advance(long nowMillis) {
      core.advance(nowMillis);
    }

    @Override
    public void add(long[] keys, long amountMinor, long nowMillis) {
      core.add(keys[0], keys[1], nowMillis);
    }

    @Override
    public double read(GraphRead.Ticked read, long key) {
      return read.mode() == 0 ? core.ofLeft(key) : core.ofRight(key);
    }
  }

  /** Synchrony. */
  record Sync(Synchrony synchrony) implements TickedJob {
    Sync(EpochJob.Timing timing, Memory memory, Roots roots) {
      this(
          new Synchrony(
              memory,
              roots.block(Synchrony.ROOT_LONGS),
              timing.windowMillis(),
              timing.everyMillis(),
              timing.lagMillis()));
    }

    @Override
    public void advance(long nowMillis) {
      synchrony.advance(nowMillis);
    }

    @Override
    public void add(long[] keys, long amountMinor, long nowMillis) {
      synchrony.add(keys[0], keys[1], nowMillis);
    }

    @Override
    public double read(GraphRead.Ticked read, long key) {
      return read.what() == GraphRead.OfTick.NORMALITY
          ? synchrony.normality(key)
          : synchrony.synchronicity(key);
    }
  }

  /** Flow in layers. */
  record Flow(FlowLayers flow) implements TickedJob {
    Flow(EpochJob.Flow job, Memory memory, Roots roots) {
      this(
          new FlowLayers(
              memory,
              roots.block(FlowLayers.ROOT_LONGS),
              job.timing().windowMillis(),
              job.timing().everyMillis(),
              job.timing().lagMillis(),
              job.penalty()));
    }

    @Override
    public void advance(long nowMillis) {
      flow.advance(nowMillis);
    }

    @Override
    public void add(long[] keys, long amountMinor, long nowMillis) {
      flow.add(keys[0], keys[1], amountMinor, nowMillis);
    }

    @Override
    public double read(GraphRead.Ticked read, long key) {
      return flow.throughput(key);
    }
  }
}
