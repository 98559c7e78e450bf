package io.mallguard.features.grouped;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Lane;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever lanes a family has, no two things in a record share a bit. */
class RecordLayoutTest {
  private static final int STAGE = 2;

  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void nothingInARecordSharesABit() {
    for (int i = 0; i < 2000; i++) {
      Family family = family();
      RecordLayout layout = new RecordLayout(family, STAGE);
      BitSet taken = new BitSet();
      take(taken, RecordLayout.KEY * Long.SIZE, Long.SIZE);
      take(taken, RecordLayout.TIME * Long.SIZE, Long.SIZE);
      take(taken, RecordLayout.BITS * Long.SIZE, bits(RecordLayout.MAX_OPERATIONS));
      takeId(taken, layout, family);
      for (Lane lane : family.lanes()) {
        if (lane.stage() == STAGE) {
          int flags = layout.flagsShift(lane.index());
          assertThat(flags + lane.flags()).isLessThanOrEqualTo(Long.SIZE);
          take(taken, layout.flagsAt(lane.index()) * Long.SIZE + flags, lane.flags());
          int values = layout.valuesAt(lane.index());
          take(taken, values * Long.SIZE, lane.values() * Long.SIZE);
        }
      }
      assertThat(taken.length()).isLessThanOrEqualTo(layout.longs() * Long.SIZE);
    }
  }

  private static int bits(int numbers) {
    return Integer.numberOfTrailingZeros(numbers);
  }

  /** The id is in the long that takes it up. */
  private static void takeId(BitSet taken, RecordLayout layout, Family family) {
    long[] record = new long[layout.longs()];
    layout.putId(record, 0, -1);
    boolean named =
        family.lanes().stream().anyMatch(lane -> lane.stage() == STAGE && lane.indexed());
    assertThat(layout.id(record, 0)).isEqualTo(named ? -1 : 0);
    for (int at = 0; at < record.length; at++) {
      if (record[at] != 0) {
        take(taken, at * Long.SIZE, Long.SIZE);
      }
    }
  }

  private static void take(BitSet taken, int from, int count) {
    assertThat(taken.get(from, from + count).isEmpty()).isTrue();
    taken.set(from, from + count);
  }

  private Family family() {
    List<Lane> lanes = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int stage = STAGE - random.nextInt(2);
      int flags = random.nextInt(64);
      int values = random.nextInt(4);
      boolean indexed = random.nextInt(4) == 0;
      lanes.add(new Lane(i, stage, List.of(), flags, values, indexed, 0, List.of(), List.of()));
    }
    return new Family(0, "f", 1, List.of(), lanes);
  }
}
