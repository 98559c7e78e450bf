package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * The largest group of a window and its groups' entropy, for groups by number of entries. Groups of
 * equal size share a bucket; the buckets are chained by size, so that an entry more or less moves
 * its group to a neighbour, and a read walks the distinct sizes, at most the square root of twice
 * the entries.
 */
final class GroupRanks extends Accumulator implements OwnReading {
  private static final int TOTAL = 0;
  private static final int LEAST = 1;
  private static final int GREATEST = 2;

  private static final int SIZE = 0;
  private static final int GROUPS = 1;
  private static final int SMALLER = 2;
  private static final int LARGER = 3;
  private static final int BUCKET_LONGS = 4;

  private final Memory memory;
  private final Measure.Groups measure;
  private final int cellAt;
  private final int bucketAt;
  private final int at;

  GroupRanks(Memory memory, Measure.Groups measure, Cells cells, int cellAt, int at) {
    this.memory = memory;
    this.measure = measure;
    this.cellAt = cellAt;
    this.bucketAt = cells.reserve(1);
    this.at = at;
  }

  @Override
  int longs() {
    return 3;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    if ((flags >>> measure.flag() & 1) != 0) {
      memory.add(entity + at + TOTAL, 1);
      move(entity, memory.get(entry + cellAt), 1);
    }
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    if ((flags >>> measure.flag() & 1) != 0) {
      memory.add(entity + at + TOTAL, -1);
      move(entity, memory.get(entry + cellAt), -1);
    }
  }

  private void move(long entity, long cell, int step) {
    long bucket = memory.get(cell + bucketAt);
    long size = (bucket == 0 ? 0 : memory.get(bucket + SIZE)) + step;
    memory.put(cell + bucketAt, size == 0 ? 0 : join(entity, bucket, size, step));
    if (bucket != 0) {
      memory.add(bucket + GROUPS, -1);
      if (memory.get(bucket + GROUPS) == 0) {
        unlink(entity, bucket);
      }
    }
  }

  /** The bucket of a size, a neighbour of another bucket, with one more group. */
  private long join(long entity, long bucket, long size, int step) {
    long smaller = step > 0 ? bucket : memory.get(bucket + SMALLER);
    long larger = step < 0 ? bucket : larger(entity, bucket);
    long candidate = step > 0 ? larger : smaller;
    if (candidate == 0 || memory.get(candidate + SIZE) != size) {
      candidate = link(entity, smaller, larger, size);
    }
    memory.add(candidate + GROUPS, 1);
    return candidate;
  }

  private long larger(long entity, long bucket) {
    return bucket == 0 ? memory.get(entity + at + LEAST) : memory.get(bucket + LARGER);
  }

  private long link(long entity, long smaller, long larger, long size) {
    long bucket = memory.allocate(BUCKET_LONGS);
    memory.put(bucket + SIZE, size);
    memory.put(bucket + SMALLER, smaller);
    memory.put(bucket + LARGER, larger);
    memory.put(smaller == 0 ? entity + at + LEAST : smaller + LARGER, bucket);
    memory.put(larger == 0 ? entity + at + GREATEST : larger + SMALLER, bucket);
    return bucket;
  }

  private void unlink(long entity, long bucket) {
    long smaller = memory.get(bucket + SMALLER);
    long larger = memory.get(bucket + LARGER);
    memory.put(smaller == 0 ? entity + at + LEAST : smaller + LARGER, larger);
    memory.put(larger == 0 ? entity + at + GREATEST : larger + SMALLER, smaller);
    memory.free(bucket, BUCKET_LONGS);
  }

  @Override
  void release(long entity) {
    while (memory.get(entity + at + LEAST) != 0) {
      unlink(entity, memory.get(entity + at + LEAST));
    }
  }

  @Override
  public double read(long entity, long nowMillis, long current) {
    long total = memory.get(entity + at + TOTAL);
    if (total == 0) {
      return Double.NaN;
    }
    return measure.kind() == Measure.GroupKind.TOP_SHARE
        ? (double) memory.get(memory.get(entity + at + GREATEST) + SIZE) / (double) total
        : entropy(entity, total);
  }

  private double entropy(long entity, long total) {
    double sum = 0;
    long bucket = memory.get(entity + at + LEAST);
    while (bucket != 0) {
      long size = memory.get(bucket + SIZE);
      sum += (double) (memory.get(bucket + GROUPS) * size) * StrictMath.log((double) size);
      bucket = memory.get(bucket + LARGER);
    }
    return StrictMath.log((double) total) - sum / total;
  }
}
