package io.mallguard.scoring.model;

final class BoostedTreesContractTest extends CompiledModelContract {
  @Override
  CompiledModel model() {
    return Examples.boosted();
  }
}
