package io.mallguard.training.check;

import java.io.IOException;
import java.util.List;

/** One question to a simulated mall. */
interface Check {
  /** What it asks, for a bar of progress. */
  String name();

  /** Measures. */
  List<Finding> run(Sample sample) throws IOException;
}
