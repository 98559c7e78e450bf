package io.mallguard.features.graph;

import io.mallguard.features.graph.Dealings.Fact;
import io.mallguard.features.graph.DenseBlocks.Weight;
import io.mallguard.features.graph.Verdicts.Verdict;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The features of {@link GraphKindsTest}, from the whole list of facts for every row. What is
 * worked out once per tick is worked out anew from that list, by structures whose own tests have
 * twins.
 */
final class NaiveKinds {
  private static final long HOUR = Dealings.HOUR;
  private static final long DAY = 24 * HOUR;

  private final List<Fact> facts;
  private final Map<Long, Long> owners = new HashMap<>();
  private final NaiveLinks links = new NaiveLinks(3 * DAY, 7);
  private final NaiveCycles paid = new NaiveCycles(new CycleSettings(1, 1, 1, 1), DAY, 500);
  private final List<WedgesTest.Edge> visits = new ArrayList<>();
  private final List<WedgesTest.Edge> passed = new ArrayList<>();

  NaiveKinds(List<Fact> facts) {
    this.facts = facts;
  }

  /** Edges and labels of one fact, with the numbers of the nodes. */
  private interface Sink {
    void use(long entity, int kind, long attribute, long now);

    void deal(long entity, long other, long now);

    void label(long label, long subject, Verdict verdict, long now);

    void takeBack(long label);
  }

  private static long account(long id) {
    return Dealings.key("account", id);
  }

  private static long shop(long id) {
    return Dealings.key("shop", id);
  }

  /** Kinds are numbered in the order of their names. */
  private static void tell(Fact fact, List<Fact> all, Sink sink) {
    long now = fact.timeMillis();
    boolean order = fact.is("order");
    if ((order || fact.is("login")) && fact.device() > 0) {
      sink.use(account(fact.a()), 1, Dealings.key("device", fact.device()), now);
    }
    if (order && fact.card() > 0) {
      sink.use(account(fact.a()), 0, Dealings.key("card", fact.card()), now);
    }
    if (order) {
      sink.deal(account(fact.a()), shop(fact.b()), now);
    }
    if (fact.is("transfer")) {
      sink.deal(account(fact.a()), account(fact.b()), now);
    }
    if (!fact.type().endsWith("_label")) {
      return;
    }
    if (fact.earlier() >= 0) {
      sink.takeBack(fact.earlier());
    }
    if (fact.rule()) {
      return;
    }
    boolean ofOrder = fact.is("order_label");
    Verdict verdict =
        switch (fact.verdict()) {
          case "fraud" -> Verdict.FRAUD;
          case "unsure" -> ofOrder ? Verdict.NONE : Verdict.LEGIT;
          default -> Verdict.LEGIT;
        };
    if (ofOrder) {
      sink.label(fact.position(), account(all.get(fact.order()).a()), verdict, now);
      sink.label(fact.position(), shop(all.get(fact.order()).b()), verdict, now);
    } else {
      sink.label(fact.position(), account(fact.a()), verdict, now);
    }
  }

  private Sink naive() {
    return new Sink() {
      @Override
      public void use(long entity, int kind, long attribute, long now) {
        links.use(entity, kind, attribute, now);
      }

      @Override
      public void deal(long entity, long other, long now) {
        links.deal(entity, other, now);
      }

      @Override
      public void label(long label, long subject, Verdict verdict, long now) {
        links.label(label, subject, verdict, now);
      }

      @Override
      public void takeBack(long label) {
        links.takeBack(label);
      }
    };
  }

  /** What the row of the next fact must say by name; what it does not name is missing. */
  Map<String, Double> next(int position) {
    Fact fact = facts.get(position);
    Map<String, Double> row = new LinkedHashMap<>();
    if (fact.is("order") || fact.is("transfer")) {
      beforeEdges(fact, row);
    }
    if (fact.is("payout") && owners.containsKey(fact.a())) {
      labels(row, "near_about", owners.get(fact.a()), Set.of(), fact);
    }
    if (fact.is("order") || fact.is("transfer") || fact.is("payout")) {
      ticks(position, fact, row);
    }
    absorb(fact);
    if (fact.is("order")) {
      wedge(row, "lockstep", visits, end(fact), true, 3, fact.timeMillis() - 2 * DAY);
    }
    return row;
  }

  private void beforeEdges(Fact fact, Map<String, Double> row) {
    long now = fact.timeMillis();
    boolean order = fact.is("order");
    long owner = order ? owners.getOrDefault(fact.b(), 0L) : fact.b();
    if (owner > 0) {
      row.put("returned_6h", (double) paid.paid(owner, fact.a(), 6 * HOUR, now));
      row.put("returned_1d", (double) paid.paid(owner, fact.a(), DAY, now));
    }
    if (order && owner > 0) {
      long self = account(fact.a());
      Set<Long> others = Set.of(account(owner));
      row.put("shared_card", (double) links.shared(self, others, 0, now));
      row.put("shared_device", (double) links.shared(self, others, 1, now));
    }
    if (order) {
      labels(row, "near_about", fact.a(), Set.of(shop(fact.b())), fact);
    } else {
      wedge(row, "gather", passed, account(fact.a()), true, 4, now - DAY);
      wedge(row, "gather_to", passed, account(fact.b()), false, 4, now - DAY);
    }
    if (order) {
      Set<Long> own = Set.of(account(fact.a()), shop(fact.b()));
      labels(row, "near", fact.a(), own, fact);
      around(row, fact.a(), own, fact);
    }
  }

  private void labels(
      Map<String, Double> row, String name, long start, Set<Long> subjects, Fact fact) {
    int distance =
        links.search(Set.of(account(start)), subjects, 3, 4 * DAY, fact.timeMillis()).get(0);
    row.put(name, distance == 0 ? Double.NaN : distance);
  }

  private void around(Map<String, Double> row, long start, Set<Long> subjects, Fact fact) {
    List<Integer> found =
        links.search(Set.of(account(start)), subjects, 1, 4 * DAY, fact.timeMillis());
    row.put("around_fraud", (double) found.get(1));
    row.put("around_labelled", (double) found.get(2));
  }

  private static void wedge(
      Map<String, Double> row,
      String name,
      List<WedgesTest.Edge> edges,
      long end,
      boolean onward,
      int cap,
      long after) {
    Map<Long, Integer> between = WedgesTest.between(edges, end, onward, cap, after);
    double most = between.values().stream().mapToInt(count -> count).max().orElse(0);
    boolean two = name.equals("lockstep");
    row.put(two ? "lockstep_max_mids" : name, most);
    if (two) {
      row.put("lockstep_count", between.values().stream().mapToDouble(count -> count).sum());
    }
  }

  /** A shop and six hours; the number only has to be another for another pair. */
  private static long end(Fact fact) {
    return 1_000_000 * fact.b() + fact.timeMillis() / (6 * HOUR);
  }

  private void absorb(Fact fact) {
    tell(fact, facts, naive());
    long now = fact.timeMillis();
    if (fact.is("order")) {
      visits.add(new WedgesTest.Edge(end(fact), account(fact.a()), now));
      visits.add(new WedgesTest.Edge(account(fact.a()), end(fact), now));
    }
    if (fact.is("transfer") && fact.a() != fact.b()) {
      passed.add(new WedgesTest.Edge(account(fact.a()), account(fact.b()), now));
    }
    long payee = fact.is("order") ? owners.getOrDefault(fact.b(), 0L) : fact.b();
    if ((fact.is("order") || fact.is("transfer")) && payee > 0) {
      NaiveCycles.Edge edge =
          new NaiveCycles.Edge(fact.position(), now, fact.a(), payee, fact.amountMinor(), 0);
      paid.add(edge);
    }
    if (fact.is("shop_opened")) {
      owners.put(fact.a(), fact.b());
    }
  }

  /** Tables of the tick that is seen by a fact, every 6 hours, seen an hour later. */
  private void ticks(int position, Fact fact, Map<String, Double> row) {
    int job = job(position);
    long asks = fact.is("payout") ? 0 : fact.a();
    if (fact.is("order") || fact.is("payout")) {
      long set = shop(fact.is("order") ? fact.b() : fact.a());
      row.put("overlap", job < 0 ? Double.NaN : overlap(job).maxJaccard(set));
    }
    if (fact.is("order")) {
      long buyer = account(asks);
      row.put("core", job < 0 ? Double.NaN : core(job).ofLeft(buyer));
      row.put("core_shop", job < 0 ? Double.NaN : core(job).ofRight(shop(fact.b())));
      row.put("sync_synchronicity", job < 0 ? Double.NaN : sync(job).synchronicity(buyer));
      row.put("sync_normality", job < 0 ? Double.NaN : sync(job).normality(buyer));
      block(row, job, "block", buyer, Weight.BY_RARITY);
      block(row, job, "tensor", buyer, Weight.EVENTS);
      for (SeedRank.Reading reading : SeedRank.Reading.values()) {
        double at = job < 0 ? Double.NaN : rank(job, reading).at(buyer);
        row.put(reading.name().toLowerCase(Locale.ROOT), at);
      }
    }
    if (fact.is("transfer")) {
      row.put("flow", job < 0 ? Double.NaN : flow(job).throughput(account(asks)));
    }
  }

  /** Position of the event on whose past the table seen by an event was made; -1 for none. */
  private int job(int position) {
    TreeMap<Long, Integer> jobs = new TreeMap<>();
    long first = facts.get(0).timeMillis() / (6 * HOUR);
    for (int i = 0; i <= position; i++) {
      long tick = facts.get(i).timeMillis() / (6 * HOUR);
      if (tick > first) {
        jobs.putIfAbsent(tick, i);
      }
    }
    long now = facts.get(position).timeMillis();
    jobs.keySet().removeIf(tick -> tick * 6 * HOUR + HOUR > now);
    return jobs.isEmpty() ? -1 : jobs.lastEntry().getValue();
  }

  private List<Fact> purchases(int job) {
    return facts.subList(0, job).stream()
        .filter(fact -> fact.is("order") && fact.amountMinor() > 85)
        .toList();
  }

  private BipartiteCore core(int job) {
    Memory memory = new Memory();
    long root = memory.allocate(BipartiteCore.ROOT_LONGS);
    BipartiteCore core = new BipartiteCore(memory, root, 2 * DAY, 6 * HOUR, 0);
    core.advance(0);
    purchases(job).forEach(f -> core.add(account(f.a()), shop(f.b()), f.timeMillis()));
    core.advance(facts.get(job).timeMillis());
    return core;
  }

  private Synchrony sync(int job) {
    Memory memory = new Memory();
    long root = memory.allocate(Synchrony.ROOT_LONGS);
    Synchrony sync = new Synchrony(memory, root, 2 * DAY, 6 * HOUR, 0);
    sync.advance(0);
    purchases(job).forEach(f -> sync.add(account(f.a()), shop(f.b()), f.timeMillis()));
    sync.advance(facts.get(job).timeMillis());
    return sync;
  }

  private SetOverlap overlap(int job) {
    Memory memory = new Memory();
    long root = memory.allocate(SetOverlap.ROOT_LONGS);
    SetOverlap overlap = new SetOverlap(memory, root, 2 * DAY, 6 * HOUR, 0, 3);
    overlap.advance(0);
    purchases(job).forEach(f -> overlap.add(shop(f.b()), account(f.a()), f.timeMillis()));
    overlap.advance(facts.get(job).timeMillis());
    return overlap;
  }

  private FlowLayers flow(int job) {
    Memory memory = new Memory();
    long root = memory.allocate(FlowLayers.ROOT_LONGS);
    FlowLayers flow = new FlowLayers(memory, root, 2 * DAY, 6 * HOUR, 0, 0);
    flow.advance(0);
    facts.subList(0, job).stream()
        .filter(f -> f.is("transfer"))
        .toList()
        .forEach(f -> flow.add(account(f.a()), account(f.b()), f.amountMinor(), f.timeMillis()));
    flow.advance(facts.get(job).timeMillis());
    return flow;
  }

  private void block(Map<String, Double> row, int job, String name, long buyer, Weight weight) {
    boolean tensor = weight == Weight.EVENTS;
    if (job < 0) {
      return;
    }
    Memory memory = new Memory();
    int modes = tensor ? 3 : 2;
    DenseBlocks blocks =
        new DenseBlocks(
            memory,
            memory.allocate(DenseBlocks.ROOT_LONGS),
            new DenseBlocks.Settings(weight, modes, 2 * DAY, 6 * HOUR, 0, 2));
    blocks.advance(0);
    List<Fact> edges =
        tensor
            ? facts.subList(0, job).stream()
                .filter(fact -> fact.is("order") && fact.device() > 0)
                .toList()
            : purchases(job);
    for (Fact f : edges) {
      long device = tensor ? Dealings.key("device", f.device()) : 0;
      blocks.add(new long[] {account(f.a()), shop(f.b()), device}, f.timeMillis());
    }
    blocks.advance(facts.get(job).timeMillis());
    row.put(tensor ? name : name + "_block_density", blocks.density(0, buyer));
    if (!tensor) {
      row.put(name + "_in_top_k", blocks.block(0, buyer));
      row.put(name + "_peel_position", blocks.peelPosition(0, buyer));
    }
  }

  private SeedRank rank(int job, SeedRank.Reading reading) {
    Memory memory = new Memory();
    Links around = new Links(memory, memory.allocate(Links.ROOT_LONGS), 3 * DAY, 7);
    Verdicts verdicts = new Verdicts(memory, memory.allocate(Verdicts.ROOT_LONGS), 4 * DAY);
    double epsilon = reading == SeedRank.Reading.WALKS ? 1e-3 : 1e-6;
    SeedRank.Settings settings = new SeedRank.Settings(reading, 150, epsilon, 6 * HOUR, 0);
    SeedRank rank =
        new SeedRank(memory, memory.allocate(SeedRank.ROOT_LONGS), around, verdicts, settings);
    rank.advance(0);
    Sink sink =
        new Sink() {
          @Override
          public void use(long entity, int kind, long attribute, long now) {
            around.use(entity, kind, attribute, now);
          }

          @Override
          public void deal(long entity, long other, long now) {
            around.deal(entity, other, now);
          }

          @Override
          public void label(long label, long subject, Verdict verdict, long now) {
            verdicts.label(label, subject, verdict, now);
          }

          @Override
          public void takeBack(long label) {
            verdicts.takeBack(label);
          }
        };
    facts.subList(0, job).forEach(fact -> tell(fact, facts, sink));
    rank.advance(facts.get(job).timeMillis());
    return rank;
  }
}
