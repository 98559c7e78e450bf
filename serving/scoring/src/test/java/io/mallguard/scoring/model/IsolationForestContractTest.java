package io.mallguard.scoring.model;

final class IsolationForestContractTest extends CompiledModelContract {
  @Override
  CompiledModel model() {
    return Examples.forest();
  }
}
