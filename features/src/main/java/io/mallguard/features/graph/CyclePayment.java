package io.mallguard.features.graph;

/**
 * One payment of a cycle, as evidence. Its place in the log leads to the event and so to the ids.
 *
 * @param sequence its place in the log
 * @param foldTimeMillis its fold time, epoch milliseconds
 * @param payerKey number of the node that paid
 * @param payeeKey number of the node that was paid
 * @param amountMinor what was paid
 * @param tag what the spec lets come back with it, such as the number of the shop's id; 0 for none
 */
public record CyclePayment(
    long sequence, long foldTimeMillis, long payerKey, long payeeKey, long amountMinor, long tag) {}
