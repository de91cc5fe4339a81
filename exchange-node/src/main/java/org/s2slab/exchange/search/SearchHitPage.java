package org.s2slab.exchange.search;

import org.jspecify.annotations.Nullable;

/**
 * Which stretch of a sorted result is wanted.
 *
 * @param reference the {@code SortValue} of the hit to go on from, or null to begin
 * @param forward whether the hits after it are wanted, or those before it
 * @param size how many at most
 */
public record SearchHitPage(
        SearchHitOrder order, boolean descending, @Nullable String reference, boolean forward, int size) {}
