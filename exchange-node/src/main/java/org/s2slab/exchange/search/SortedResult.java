package org.s2slab.exchange.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.s2slab.exchange.values.ObjectProperties;

/** A sorted search result. Items are only read for the page that the response contains. */
public interface SortedResult {
    /** The number of items in the result. */
    int total();

    /** The items from one position (inclusive) to another (exclusive), both within the total. */
    List<ObjectProperties> slice(int from, int until);

    /**
     * A complete result in memory.
     *
     * @param show converts part of the results for the response
     */
    record Listed<T>(List<T> all, Function<List<T>, List<ObjectProperties>> show) implements SortedResult {
        /** A complete result that needs no conversion. */
        public static Listed<ObjectProperties> of(List<ObjectProperties> all) {
            return new Listed<>(all, Function.identity());
        }

        @Override
        public int total() {
            return all.size();
        }

        @Override
        public List<ObjectProperties> slice(int from, int until) {
            return show.apply(all.subList(from, until));
        }
    }

    /** A result in reverse order. */
    record Reversed(SortedResult found, int total) implements SortedResult {
        @Override
        public List<ObjectProperties> slice(int from, int until) {
            List<ObjectProperties> reversed = new ArrayList<>(found.slice(total - until, total - from));
            Collections.reverse(reversed);
            return reversed;
        }
    }
}
