/** What happens to an order, whoever placed it: the one path of honest and fraudulent agents. */
@NullMarked
package io.mallguard.training.simulator.mall.trade;

import org.jspecify.annotations.NullMarked;
