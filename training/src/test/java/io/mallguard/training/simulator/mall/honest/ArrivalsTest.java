package io.mallguard.training.simulator.mall.honest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.schema.Schemas;
import io.mallguard.training.simulator.mall.log.MallLog;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When people of the first day move in with others. */
class ArrivalsTest {
  @Test
  void mostDormitoriesFillInTheFirstDaysOfSeptember(@TempDir Path temp) throws IOException {
    try (TruthFile truth = TruthFile.create(temp, plan(MallSize.M))) {
      Settlers settlers = new Settlers(plan(MallSize.M), truth);
      int autumn = settlers.mall.days().autumn();
      assertThat(settlers.mall.days().date(autumn)).hasToString("2025-09-01");
      assertThat(settlers.census.moves()).isNotEmpty();
      assertThat(settlers.census.moves())
          .allMatch(move -> move.account().device().number() == move.account().number());
      settlers.liveUntil(autumn - 1);
      int before = settlers.dormitories().size();
      Account sold = settlers.census.moves().get(0).account();
      sold.join(7);
      settlers.liveUntil(autumn + 10);
      assertThat(settlers.dormitories().size()).isBetween(2 * before, 6 * before);
      assertThat(settlers.census.moves())
          .allMatch(
              move -> move.account() == sold || move.account().device().equals(move.common()));
      assertThat(sold.device().number())
          .as("it is not the lodger's any more")
          .isEqualTo(sold.number());
    }
  }

  @Test
  void laterMallsBeginWithFullDormitories(@TempDir Path temp) throws IOException {
    try (TruthFile truth = TruthFile.create(temp, plan(MallSize.S))) {
      Settlers settlers = new Settlers(plan(MallSize.S), truth);
      assertThat(settlers.census.moves()).isNotEmpty();
      assertThat(settlers.census.moves())
          .allMatch(move -> move.account().device().equals(move.common()));
    }
  }

  private static MallPlan plan(MallSize size) {
    return new MallPlan(size, Level.DEFAULT, 5, true);
  }

  /** Those of the first day, and nobody else. */
  private static final class Settlers {
    private final Mall mall;
    private final Census census;
    private int day = -Days.PREHISTORY;

    Settlers(MallPlan plan, TruthFile truth) {
      var schema = Schemas.builtIn("mall");
      mall = new Mall(plan, schema, new MallLog(schema, plan.seed(), events -> {}, truth));
      census = new Census(plan, mall.world(), mall.cities());
      new Arrivals(mall, census, new Shopping(mall, new Offers(mall))).planSettlers();
    }

    void liveUntil(int last) {
      for (; day <= last; day++) {
        mall.agenda().run(day);
      }
    }

    /** Phones that more use than live in any family. */
    Map<Device, List<Account>> dormitories() {
      return mall.world().accounts().stream()
          .filter(account -> account.device().kind() == DeviceKind.PHONE)
          .collect(Collectors.groupingBy(Account::device))
          .entrySet()
          .stream()
          .filter(home -> home.getValue().size() > 6)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }
}
