package io.mallguard.features.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Components as the definition says, from the whole list of events at every reading. */
final class NaiveComponents {
  private record Use(long account, long link, long epoch) {}

  private record Value(int sum, long account, long group, long value, long timeMillis) {}

  private record Touch(long account, long timeMillis) {}

  private final long epochMillis;
  private final int hubCap;
  private final List<Components.Sum> sums;
  private final List<Use> uses = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final List<Touch> touches = new ArrayList<>();

  NaiveComponents(long epochMillis, int hubCap, List<Components.Sum> sums) {
    this.epochMillis = epochMillis;
    this.hubCap = hubCap;
    this.sums = sums;
  }

  void link(long account, long link, long nowMillis) {
    uses.add(new Use(account, link, Math.floorDiv(nowMillis, epochMillis)));
    touches.add(new Touch(account, nowMillis));
  }

  void add(int sum, long account, long group, long value, long nowMillis) {
    values.add(new Value(sum, account, group, value, nowMillis));
    touches.add(new Touch(account, nowMillis));
  }

  /** The uses that joined someone: not those of a hub. */
  private List<Use> joining() {
    List<Use> joining = new ArrayList<>();
    Map<Long, Map<Long, Long>> users = new HashMap<>();
    Map<Long, Long> last = new HashMap<>();
    Set<Long> hubs = new HashSet<>();
    for (Use use : uses) {
      Map<Long, Long> of = users.computeIfAbsent(use.link(), link -> new HashMap<>());
      if (last.getOrDefault(use.link(), Long.MIN_VALUE) < use.epoch() - 1) {
        hubs.remove(use.link());
        of.clear();
      }
      last.put(use.link(), use.epoch());
      of.values().removeIf(epoch -> epoch < use.epoch() - 1);
      of.put(use.account(), use.epoch());
      if (of.size() > hubCap) {
        hubs.add(use.link());
      }
      if (!hubs.contains(use.link())) {
        joining.add(use);
      }
    }
    return joining;
  }

  Set<Long> members(long account, long nowMillis) {
    long forest = Math.floorDiv(nowMillis, epochMillis) - 1;
    Map<Long, Set<Long>> neighbours = new LinkedHashMap<>();
    for (Use use : joining()) {
      if (use.epoch() >= forest) {
        neighbours.computeIfAbsent(use.account(), a -> new LinkedHashSet<>()).add(~use.link());
        neighbours.computeIfAbsent(~use.link(), l -> new LinkedHashSet<>()).add(use.account());
      }
    }
    Set<Long> seen = new LinkedHashSet<>(Set.of(account));
    Deque<Long> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (long next : neighbours.getOrDefault(open.remove(), Set.of())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    seen.removeIf(node -> node < 0);
    return seen;
  }

  private boolean isLive(int sum, long timeMillis, long nowMillis) {
    long tile = sums.get(sum).tileMillis();
    long end = (Math.floorDiv(timeMillis, tile) + 1) * tile;
    long forest = Math.floorDiv(nowMillis, epochMillis) - 1;
    return end > nowMillis - sums.get(sum).windowMillis()
        && Math.floorDiv(timeMillis, epochMillis) >= forest;
  }

  long sum(int sum, long account, long nowMillis) {
    if (sums.get(sum).of() == Components.Of.NEW_ACCOUNTS) {
      return newAccounts(sum, account, nowMillis);
    }
    return groups(sum, account, nowMillis).values().stream().mapToLong(v -> v).sum();
  }

  private long newAccounts(int sum, long account, long nowMillis) {
    long forest = Math.floorDiv(nowMillis, epochMillis) - 1;
    Map<Long, Long> first = new HashMap<>();
    for (Touch touch : touches) {
      if (Math.floorDiv(touch.timeMillis(), epochMillis) >= forest) {
        first.putIfAbsent(touch.account(), touch.timeMillis());
      }
    }
    Set<Long> members = members(account, nowMillis);
    first.keySet().retainAll(members);
    return first.values().stream().filter(time -> isLive(sum, time, nowMillis)).count();
  }

  double topShare(int sum, long account, long nowMillis) {
    Map<Long, Long> groups = groups(sum, account, nowMillis);
    long all = groups.values().stream().mapToLong(v -> v).sum();
    long top = groups.values().stream().mapToLong(v -> v).max().orElse(0);
    return all <= 0 ? Double.NaN : (double) top / (double) all;
  }

  private Map<Long, Long> groups(int sum, long account, long nowMillis) {
    Set<Long> members = members(account, nowMillis);
    Map<Long, Long> groups = new HashMap<>();
    for (Value value : values) {
      if (value.sum() == sum
          && members.contains(value.account())
          && isLive(sum, value.timeMillis(), nowMillis)) {
        groups.merge(value.group(), value.value(), Long::sum);
      }
    }
    return groups;
  }
}
