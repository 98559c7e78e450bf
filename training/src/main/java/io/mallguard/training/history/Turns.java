package io.mallguard.training.history;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets pieces of work pass several stations, each station one piece at a time in the order of their
 * numbers: while one piece is at the second station the next can be at the first. Safe for use by
 * many threads.
 */
final class Turns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final int[] next;
  private boolean ended;

  /** So many stations. */
  Turns(int stations) {
    this.next = new int[stations];
  }

  /** What is done with a piece at a station. */
  interface Work {
    void at(int station) throws IOException;
  }

  /**
   * Takes a piece through all stations.
   *
   * @param piece its number, from 0, each once
   * @param work what is done at a station
   * @return false if {@link #end} was called: then this piece can't go on
   */
  boolean take(int piece, Work work) throws IOException {
    for (int station = 0; station < next.length; station++) {
      if (!enter(station, piece)) {
        return false;
      }
      work.at(station);
      leave(station);
    }
    return true;
  }

  /** A piece failed, wherever it was: those behind it would wait for it for ever. */
  void end() {
    lock.lock();
    try {
      ended = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean enter(int station, int piece) {
    lock.lock();
    try {
      while (next[station] < piece && !ended) {
        moved.awaitUninterruptibly();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  private void leave(int station) {
    lock.lock();
    try {
      next[station]++;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
