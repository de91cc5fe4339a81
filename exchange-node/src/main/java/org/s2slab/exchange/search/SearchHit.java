package org.s2slab.exchange.search;

import java.util.Optional;

/**
 * A found item in a sorted result.
 *
 * @param number the row number of the item
 * @param key the value by which it is sorted
 */
public record SearchHit(long number, String key) {
    private static final char AFTER_NUMBER = ';';

    /** The {@code SortValue} with which a client requests the next page. */
    public String reference() {
        return Long.toString(number) + AFTER_NUMBER + key;
    }

    /** Reads a {@code SortValue}; empty if this server did not create it. */
    static Optional<SearchHit> referred(String reference, SearchHitOrder order) {
        int end = reference.indexOf(AFTER_NUMBER);
        try {
            String key = reference.substring(end + 1);
            long number = Long.parseLong(reference.substring(0, Math.max(end, 0)));
            return order.isText() || Long.parseLong(key) != Long.MIN_VALUE
                    ? Optional.of(new SearchHit(number, key))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The sort key as a database value: a text or a number, as the sort order needs. */
    Object value(SearchHitOrder order) {
        return order.isText() ? key : (Object) Long.valueOf(key);
    }
}
