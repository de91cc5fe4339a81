package org.s2slab.exchange.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.s2slab.exchange.values.PropertySet;

/** A sorted search result. Items are only read for the page that the response contains. */
public interface PagedResult {
    /** The number of items in the result. */
    int total();

    /** The items from one position (inclusive) to another (exclusive), both within the total. */
    List<PropertySet> slice(int from, int until);

    /**
     * A complete result in memory.
     *
     * @param show converts part of the results for the response
     */
    record Listed<T>(List<T> all, Function<List<T>, List<PropertySet>> show) implements PagedResult {
        /** A complete result that needs no conversion. */
        public static Listed<PropertySet> of(List<PropertySet> all) {
            return new Listed<>(all, Function.identity());
        }

        @Override
        public int total() {
            return all.size();
        }

        @Override
        public List<PropertySet> slice(int from, int until) {
            return show.apply(all.subList(from, until));
        }
    }

    /** A result in reverse order. */
    record Reversed(PagedResult found, int total) implements PagedResult {
        @Override
        public List<PropertySet> slice(int from, int until) {
            List<PropertySet> reversed = new ArrayList<>(found.slice(total - until, total - from));
            Collections.reverse(reversed);
            return reversed;
        }
    }
}
