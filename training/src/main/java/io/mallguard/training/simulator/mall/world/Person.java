package io.mallguard.training.simulator.mall.world;

/**
 * What does not change about whoever stands behind an account. Immutable.
 *
 * @param number of the account
 * @param household number of the first account of the household
 * @param householdSize accounts of the household; their numbers follow each other
 * @param bornMillis when the account is registered
 * @param city where the person lives
 * @param ordersPerDay on a usual day
 * @param spend factor on prices looked for
 * @param taste number of a taste
 * @param trait a habit that looks wrong
 * @param isSeller whether the account is registered to sell
 */
public record Person(
    int number,
    int household,
    int householdSize,
    long bornMillis,
    int city,
    double ordersPerDay,
    double spend,
    int taste,
    Trait trait,
    boolean isSeller) {}
