package io.mallguard.training.simulator.mall.trade;

/**
 * What came before the payment. Immutable.
 *
 * @param entry the way in, a word in events
 * @param pageViews pages seen
 * @param dwellMillis time spent
 * @param chats messages to the shop
 * @param declined payments refused before the one that went through
 */
public record Visit(String entry, int pageViews, long dwellMillis, int chats, int declined) {}
