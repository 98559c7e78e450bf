package io.mallguard.training.history;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets pieces of work pass several stations, each station one piece at a time in the order of their
 * numbers. Which station a piece goes to first does not matter: it takes whichever is free, so that
 * one that is slow with one piece does not keep others waiting. Safe for use by many threads.
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
    boolean[] isDone = new boolean[next.length];
    for (int done = 0; done < next.length; done++) {
      int station = enter(piece, isDone);
      if (station < 0) {
        return false;
      }
      work.at(station);
      isDone[station] = true;
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

  /** Waits for a station where it is the piece's turn; -1 if there will be none. */
  private int enter(int piece, boolean[] isDone) {
    lock.lock();
    try {
      while (!ended) {
        for (int station = 0; station < next.length; station++) {
          if (!isDone[station] && next[station] == piece) {
            return station;
          }
        }
        moved.awaitUninterruptibly();
      }
      return -1;
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
