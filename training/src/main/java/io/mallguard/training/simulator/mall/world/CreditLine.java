package io.mallguard.training.simulator.mall.world;

/** The mall's own credit of an account. Used is never above the limit. One owner thread. */
public final class CreditLine {
  private final int statementDay;
  private final long limitMinor;
  private long usedMinor;
  private boolean open;

  /** A line; a limit of 0 is none. */
  public CreditLine(long limitMinor, int statementDay) {
    this.limitMinor = limitMinor;
    this.statementDay = statementDay;
  }

  /** The limit; 0 without a line. */
  public long limitMinor() {
    return limitMinor;
  }

  /** What is owed. */
  public long usedMinor() {
    return usedMinor;
  }

  /** What may still be used; nothing before the line is open. */
  public long availableMinor() {
    return open ? Math.max(0, limitMinor - usedMinor) : 0;
  }

  /** Day of the month on which it is summed up, 1 to 28. */
  public int statementDay() {
    return statementDay;
  }

  /** Owes more. */
  public void use(long minor) {
    if (minor > availableMinor()) {
      throw new IllegalArgumentException(
          "credit " + minor + ", must be at most " + availableMinor());
    }
    usedMinor += minor;
  }

  /** Owes less; what is too much is not taken. */
  public void giveBack(long minor) {
    usedMinor = Math.max(0, usedMinor - minor);
  }

  /** May be used from now on. */
  public void open() {
    open = true;
  }
}
