/**
 * Simulates an online mall with honest and fraudulent agents: {@code chance} and {@code plan} know
 * nothing of the others, {@code truth}, {@code log} and {@code world} come next, {@code trade}
 * carries out what agents want, {@code honest} and {@code fraud} want it, {@code judge} watches.
 */
@NullMarked
package io.mallguard.training.simulator.mall;

import org.jspecify.annotations.NullMarked;
