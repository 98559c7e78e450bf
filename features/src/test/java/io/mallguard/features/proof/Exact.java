package io.mallguard.features.proof;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The contract's numbers, in exact arithmetic up to the last step. */
final class Exact {
  private Exact() {}

  static double sum(List<Long> values) {
    return total(values).doubleValue();
  }

  static double mean(List<Long> values) {
    return sum(values) / values.size();
  }

  private static BigInteger total(List<Long> values) {
    return values.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Sample standard deviation, NaN for fewer than two. */
  static double std(List<Long> values) {
    BigInteger n = BigInteger.valueOf(values.size());
    if (values.size() < 2) {
      return Double.NaN;
    }
    BigInteger sum = total(values);
    BigInteger squares = BigInteger.ZERO;
    for (long value : values) {
      squares = squares.add(BigInteger.valueOf(value).pow(2));
    }
    BigInteger spread = n.multiply(squares).subtract(sum.pow(2));
    BigInteger pairs = n.multiply(n.subtract(BigInteger.ONE));
    return StrictMath.sqrt(spread.doubleValue() / pairs.doubleValue());
  }

  static Collection<Long> counts(List<Object> values) {
    Map<Object, Long> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return counts.values();
  }

  static double topShare(List<Object> values) {
    return counts(values).stream().mapToLong(c -> c).max().stream()
        .mapToDouble(top -> (double) top / values.size())
        .findFirst()
        .orElse(Double.NaN);
  }

  /** log N - (sum of c log c) / N, counts ascending, groups of an equal count added at once. */
  static double entropy(List<Object> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    double sum = 0;
    TreeMap<Long, Long> groups = new TreeMap<>();
    counts(values).forEach(count -> groups.merge(count, 1L, Long::sum));
    for (Map.Entry<Long, Long> of : groups.entrySet()) {
      sum += (double) (of.getValue() * of.getKey()) * StrictMath.log((double) of.getKey());
    }
    return StrictMath.log((double) values.size()) - sum / values.size();
  }
}
