package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Grouped;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums per group and what is read from them. */
record GroupSums(Map<Object, Long> sums, long total) {

  static GroupSums of(Grouped grouped, List<At> entries) {
    Map<Object, Long> sums = new HashMap<>();
    long total = 0;
    for (At entry : entries) {
      Object group = Reading.group(grouped.by(), entry);
      Long value = grouped.of().whole(entry);
      if (group != null && value != null) {
        sums.merge(group, value, Long::sum);
        total += value;
      }
    }
    return new GroupSums(sums, total);
  }

  double value(String word) {
    if (total == 0) {
      return Double.NaN;
    }
    return switch (word) {
      case "group_entropy" -> entropy();
      case "group_hhi" -> hhi();
      case "group_gini" -> bins().gini();
      case "group_top_share" -> topShare();
      default -> throw new IllegalArgumentException(word);
    };
  }

  private Bins bins() {
    return Bins.of(true, List.copyOf(sums.values()));
  }

  private double entropy() {
    long scaled = 0;
    for (long sum : sums.values()) {
      Long f = Functions.xlogxFixed((double) sum);
      scaled += f == null ? 0 : f;
    }
    return StrictMath.log((double) total) - scaled / 1048576.0 / total;
  }

  private double hhi() {
    BigInteger squares = BigInteger.ZERO;
    for (long sum : sums.values()) {
      squares = squares.add(BigInteger.valueOf(sum).pow(2));
    }
    return squares.doubleValue() / BigInteger.valueOf(total).pow(2).doubleValue();
  }

  /** The mean sum of the groups in the highest bin, over all. */
  private double topShare() {
    Bins bins = bins();
    long top = bins.weights().keySet().stream().mapToLong(b -> b).max().orElse(0);
    long sumInBin = 0;
    long countInBin = 0;
    for (long sum : sums.values()) {
      if (bins.bin(sum) == top) {
        sumInBin += sum;
        countInBin++;
      }
    }
    return (double) sumInBin / countInBin / total;
  }
}
