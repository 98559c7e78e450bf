package io.mallguard.training.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final int PIECES = 500;

  @Test
  void everyStationSeesThePiecesInOrder() throws Exception {
    Turns turns = new Turns(3);
    List<List<Integer>> seen = List.of(list(), list(), list());
    AtomicInteger numbers = new AtomicInteger();
    new Workers(4)
        .forEach(
            PIECES,
            () ->
                piece -> {
                  int number = numbers.getAndIncrement();
                  assertThat(turns.take(number, station -> seen.get(station).add(number))).isTrue();
                });
    List<Integer> inOrder = IntStream.range(0, PIECES).boxed().toList();
    assertThat(seen).allSatisfy(pieces -> assertThat(pieces).isEqualTo(inOrder));
  }

  private static List<Integer> list() {
    return Collections.synchronizedList(new ArrayList<>());
  }

  @Test
  void aFailureIsToldAndNoOneWaitsForIt() {
    Turns turns = new Turns(2);
    AtomicInteger numbers = new AtomicInteger();
    AtomicInteger last = new AtomicInteger();
    assertThatThrownBy(
            () ->
                new Workers(3)
                    .forEach(
                        PIECES,
                        () ->
                            piece -> {
                              int number = numbers.getAndIncrement();
                              try {
                                turns.take(number, station -> work(station, number, last));
                              } catch (IllegalStateException broken) {
                                turns.end();
                                throw broken;
                              }
                            }))
        .hasMessage("broken at 40");
    assertThat(last.get()).as("pieces through the second station").isEqualTo(39);
  }

  private static void work(int station, int number, AtomicInteger last) {
    if (station == 1 && number == 40) {
      throw new IllegalStateException("broken at 40");
    }
    if (station == 1) {
      last.set(number);
    }
  }
}
