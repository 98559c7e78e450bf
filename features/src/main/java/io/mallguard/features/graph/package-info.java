/**
 * What a fold knows of the graph of accounts, shops, devices and payments: each structure lies in a
 * paged memory, so that snapshots and dry runs hold for it as for windows.
 */
@NullMarked
package io.mallguard.features.graph;

import org.jspecify.annotations.NullMarked;
