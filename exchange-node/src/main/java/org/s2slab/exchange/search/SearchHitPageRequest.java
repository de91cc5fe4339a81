package org.s2slab.exchange.search;

import org.jspecify.annotations.Nullable;

/**
 * The requested page of a sorted result.
 *
 * @param reference the {@code SortValue} of the hit from which to continue, or null to begin
 * @param forward whether the page contains the hits after the reference, or those before it
 * @param size the maximum number of hits
 */
public record SearchHitPageRequest(
        SearchHitOrder order, boolean descending, @Nullable String reference, boolean forward, int size) {}
