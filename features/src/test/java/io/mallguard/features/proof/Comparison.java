package io.mallguard.features.proof;

import java.util.List;
import java.util.Map;

/**
 * Rows compared with those of an oracle, bit by bit.
 *
 * @param compared how many values were
 * @param numbers how many of them were neither NaN nor 0
 * @param differences how many differ
 * @param first the first one that does, for messages
 */
record Comparison(long compared, long numbers, long differences, String first) {

  static Comparison of(
      RandomCase randomCase, Map<String, double[]> expected, Map<String, double[]> found) {
    List<String> columns = randomCase.spec().rowColumns();
    long compared = 0;
    long numbers = 0;
    long differences = 0;
    String first = "";
    for (int i = 0; i < randomCase.facts().size(); i++) {
      Fact fact = randomCase.facts().get(i);
      double[] row = expected.get(fact.id());
      double[] other = found.get(fact.id());
      for (int c = 0; row != null && other != null && c < row.length; c++) {
        boolean unspecified = isUnspecified(row[c]) || isUnspecified(other[c]);
        compared += unspecified ? 0 : 1;
        numbers += unspecified || Double.isNaN(row[c]) || row[c] == 0 ? 0 : 1;
        if (differ(row[c], other[c])) {
          differences++;
          first =
              first.isEmpty()
                  ? "%s of event %d %s: expected %s, found %s"
                      .formatted(columns.get(c), i, fact, row[c], other[c])
                  : first;
        }
      }
    }
    return new Comparison(compared, numbers, differences, first);
  }

  /** Whether two values differ in any bit; an unspecified one equals all. */
  static boolean differ(double expected, double found) {
    return !isUnspecified(expected)
        && !isUnspecified(found)
        && Double.doubleToLongBits(expected) != Double.doubleToRawLongBits(found);
  }

  private static boolean isUnspecified(double value) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(NaiveOracle.UNSPECIFIED);
  }

  String text(RandomCase randomCase) {
    return first + "\n" + randomCase;
  }
}
