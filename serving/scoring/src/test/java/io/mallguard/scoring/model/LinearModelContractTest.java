package io.mallguard.scoring.model;

final class LinearModelContractTest extends CompiledModelContract {
  @Override
  CompiledModel model() {
    return Examples.linear();
  }
}
