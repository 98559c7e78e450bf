package io.mallguard.scoring.model;

final class SingleTreeContractTest extends CompiledModelContract {
  @Override
  CompiledModel model() {
    return Examples.singleTree();
  }
}
