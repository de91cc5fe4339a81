package org.s2slab.exchange.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.s2slab.exchange.values.PropertySet;

/** What a search found, in its order; shown as far as an answer has it. */
public interface PagedResult {
    /** How many there are. */
    int total();

    /** Those from one place on and before another, both within the total. */
    List<PropertySet> slice(int from, int until);

    /**
     * Found already.
     *
     * @param show makes of some of them what answers show
     */
    record Listed<T>(List<T> all, Function<List<T>, List<PropertySet>> show) implements PagedResult {
        /** The result of a search that has found everything already. */
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
