package io.mallguard.features.grouped;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Puts what was read in the parts of a family back in the order of the log. Reused. One owner
 * thread.
 */
public final class Gather {
  private double[] reals = new double[0];
  private int[] next = new int[0];

  /**
   * The columns of a family for the scored events of a block.
   *
   * @param into per column of the plan an array that receives its values, NaN where missing; only
   *     those of the family's columns are used; without room where nobody wants them
   * @param at where in the arrays the block's first scored event goes
   */
  public void scored(FamilyWork work, LogIndex log, int block, double[][] into, int at)
      throws IOException {
    gather(work, log, block, into, at, true);
  }

  /** The same for all events of a block. */
  void all(FamilyWork work, LogIndex log, int block, double[][] into) throws IOException {
    gather(work, log, block, into, 0, false);
  }

  private void gather(
      FamilyWork work, LogIndex log, int block, double[][] into, int at, boolean scoredOnly)
      throws IOException {
    Segment segment = work.segment(block);
    int width = work.stage().width();
    byte[] types = log.types(block);
    int count = scoredOnly ? log.scored(block) : types.length;
    load(work, segment, width);
    for (int column : work.columns()) {
      if (into[column].length > 0) {
        Arrays.fill(into[column], at, at + count, Double.NaN);
      }
    }
    Picks[][] picks = picks(work.stage(), log, scoredOnly, into);
    char[] readParts = segment.readParts();
    double[] numbers = reals;
    int read = 0;
    int row = at;
    for (byte type : types) {
      for (Picks ofOperation : picks[type]) {
        char part = readParts[read++];
        if (part != Segment.ABSENT) {
          ofOperation.add(row, next[part]++ * width, numbers);
        }
      }
      row += !scoredOnly || log.isScored(type) ? 1 : 0;
    }
    for (Picks[] ofType : picks) {
      for (Picks ofOperation : ofType) {
        ofOperation.move(numbers);
      }
    }
  }

  private void load(FamilyWork work, Segment segment, int width) throws IOException {
    int count = segment.reads() * width;
    if (count > 0) {
      reals = work.store().reals(segment.number(), count, reals);
    }
    next = segment.firstReads(1 << work.partBits());
  }

  /** Per event type and reading operation, without columns where nobody wants them. */
  private static Picks[][] picks(
      FamilyStage family, LogIndex log, boolean scoredOnly, double[][] into) {
    Picks[][] picks = new Picks[log.typeCount()][];
    for (int type = 0; type < picks.length; type++) {
      List<Operation> reading = family.readingOfType(type);
      picks[type] = new Picks[reading.size()];
      for (int i = 0; i < reading.size(); i++) {
        boolean wanted = !scoredOnly || log.isScored(type);
        picks[type][i] = new Picks(wanted ? columns(reading.get(i), into) : new double[0][]);
      }
    }
    return picks;
  }

  private static double[][] columns(Operation operation, double[][] into) {
    double[][] columns = new double[operation.width()][];
    int next = 0;
    for (Operation.Read read : operation.before()) {
      columns[next++] = into[read.column().index()];
    }
    for (Operation.Read read : operation.after()) {
      columns[next++] = into[read.column().index()];
    }
    return columns;
  }
}
