package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.graph.Verdicts.Verdict;
import io.mallguard.features.state.Memory;
import java.util.List;

/** All structures side by side in one memory, as in a fold: none writes where another lies. */
class OneMemoryTest extends StateContract {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  @Override
  int rootLongs() {
    return Components.ROOT_LONGS
        + MoneyEdges.ROOT_LONGS
        + EdgeBursts.ROOT_LONGS
        + Links.ROOT_LONGS
        + Verdicts.ROOT_LONGS
        + Wedges.ROOT_LONGS
        + SeedRank.ROOT_LONGS
        + FlowLayers.ROOT_LONGS;
  }

  @Override
  long stepMillis() {
    return MINUTE / 40;
  }

  @Override
  Session open(Memory memory, long root) {
    long at = root;
    List<Components.Sum> sums =
        List.of(new Components.Sum(Components.Of.VALUES, HOUR, 10 * MINUTE));
    Components components = new Components(memory, at, HOUR, 8, sums);
    at += Components.ROOT_LONGS;
    MoneyEdges money = new MoneyEdges(memory, at, HOUR, 20);
    CycleSearch cycles = new CycleSearch(money, new CycleSettings(5, 800, 1000, 2_000));
    at += MoneyEdges.ROOT_LONGS;
    EdgeBursts bursts = new EdgeBursts(memory, at, 10 * MINUTE);
    at += EdgeBursts.ROOT_LONGS;
    Links links = new Links(memory, at, HOUR, 20);
    at += Links.ROOT_LONGS;
    Verdicts verdicts = new Verdicts(memory, at, HOUR);
    at += Verdicts.ROOT_LONGS;
    LabelSearch labels = new LabelSearch(links, verdicts, 3, 2_000);
    Wedges wedges = new Wedges(memory, at, HOUR, 20);
    at += Wedges.ROOT_LONGS;
    SeedRank rank =
        new SeedRank(
            memory,
            at,
            links,
            verdicts,
            new SeedRank.Settings(SeedRank.Reading.WALKS, 150, 1e-3, HOUR, 10 * MINUTE));
    at += SeedRank.ROOT_LONGS;
    FlowLayers flow = new FlowLayers(memory, at, 10 * MINUTE, HOUR, 10 * MINUTE, 1);
    long[] starts = new long[1];
    return (now, random) -> {
      rank.advance(now);
      flow.advance(now);
      long buyer = IdHash.join(1, random.nextInt(80));
      long other = IdHash.join(1, random.nextInt(80));
      long device = IdHash.join(2, random.nextInt(60));
      long amount = 900L + random.nextInt(200);
      long read = cycles.find(buyer, other, amount, now) ? cycles.path().sequence(0) : 0;
      components.link(buyer, device, now);
      components.add(0, buyer, other, amount, now);
      money.add(now, now, buyer, other, amount, 0);
      bursts.add(IdHash.join(buyer, other), now);
      links.use(buyer, 0, device, now);
      links.deal(buyer, other, now);
      wedges.pass(buyer, other, now);
      flow.add(buyer, other, amount, now);
      if (random.nextInt(20) == 0) {
        long label = random.nextInt(40);
        verdicts.takeBack(label);
        verdicts.label(label, other, Verdict.FRAUD, now);
      }
      starts[0] = other;
      labels.run(starts, 1, starts, 1, now);
      wedges.from(other, now);
      return read
          + components.size(other, now)
          + components.sum(0, other, now) * 3
          + Double.doubleToLongBits(bursts.chiSquared(IdHash.join(buyer, other), now))
          + Double.doubleToLongBits(labels.distance()) * 5
          + wedges.maxMiddles() * 7
          + Double.doubleToLongBits(rank.at(other)) * 11
          + Double.doubleToLongBits(flow.throughput(other)) * 13;
    };
  }
}
