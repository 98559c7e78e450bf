package io.mallguard.training.simulator.mall.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the truth says of look-alikes, and what whoever judges sees of them. */
class TagTest {
  @Test
  void whatOffendersDoForThemselvesLooksWrongButIsNoHardNegative() {
    Tag honest = Tag.lookAlike("H5");
    Tag offenders = honest.ofOffender();
    assertThat(honest.looksWrong()).isTrue();
    assertThat(honest.isNote()).isTrue();
    assertThat(offenders.looksWrong()).isTrue();
    assertThat(offenders.isNote()).isFalse();
    assertThat(offenders.hardNegative()).isEmpty();
  }

  @Test
  void whatDoesNotLookWrongStaysAsItIs() {
    assertThat(Tag.HONEST.ofOffender()).isEqualTo(Tag.HONEST);
    assertThat(Tag.HONEST.looksWrong()).isFalse();
  }
}
