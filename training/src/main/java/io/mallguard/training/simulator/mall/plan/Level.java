package io.mallguard.training.simulator.mall.plan;

/** How hard the mall's fraud is to find. */
public enum Level {
  /** Careless rings, few look-alikes, clean labels. */
  EASY(-0.2, 0.1, 0.01, 0.5),
  /** What published figures of real systems suggest. */
  DEFAULT(0, 0.2, 0.02, 1),
  /** Careful rings, many look-alikes, noisy labels. */
  HARD(0.2, 0.3, 0.03, 1.6);

  private final double disciplineShift;
  private final double missedShare;
  private final double falseShare;
  private final double lookAlikes;

  Level(double disciplineShift, double missedShare, double falseShare, double lookAlikes) {
    this.disciplineShift = disciplineShift;
    this.missedShare = missedShare;
    this.falseShare = falseShare;
    this.lookAlikes = lookAlikes;
  }

  /** What is added to the mean discipline of rings. */
  public double disciplineShift() {
    return disciplineShift;
  }

  /** Share of fraud that no label ever names. */
  public double missedShare() {
    return missedShare;
  }

  /** Share of labels of fraud that name the innocent. */
  public double falseShare() {
    return falseShare;
  }

  /** How many honest look-alikes there are, against the default level. */
  public double lookAlikes() {
    return lookAlikes;
  }
}
