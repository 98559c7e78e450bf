package io.mallguard.training.simulator.mall.world;

/**
 * From where somebody acts. Immutable.
 *
 * @param device with what
 * @param net through what
 */
public record Client(Device device, Net net) {}
