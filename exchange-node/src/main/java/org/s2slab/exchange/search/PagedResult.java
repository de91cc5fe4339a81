package org.s2slab.exchange.search;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.s2slab.exchange.values.PropertySet;

/** What a search found, in its order; shown as far as an answer has it. */
public interface PagedResult {
    /** How many there are. */
    Future<Integer> total();

    /** Those from one place on and before another, both within the total. */
    Future<List<PropertySet>> slice(int from, int until);

    /**
     * Found already.
     *
     * @param show makes of some of them what answers show
     */
    record Listed<T>(List<T> all, Function<List<T>, Future<List<PropertySet>>> show) implements PagedResult {
        /** The result of a search that has found everything already. */
        public static Listed<PropertySet> of(List<PropertySet> all) {
            return new Listed<>(all, Future::succeededFuture);
        }

        @Override
        public Future<Integer> total() {
            return Future.succeededFuture(all.size());
        }

        @Override
        public Future<List<PropertySet>> slice(int from, int until) {
            return show.apply(all.subList(from, until));
        }
    }

    /** A result in reverse order. */
    record Reversed(PagedResult found, int size) implements PagedResult {
        @Override
        public Future<Integer> total() {
            return Future.succeededFuture(size);
        }

        @Override
        public Future<List<PropertySet>> slice(int from, int until) {
            return found.slice(size - until, size - from).map(items -> {
                List<PropertySet> reversed = new ArrayList<>(items);
                Collections.reverse(reversed);
                return reversed;
            });
        }
    }
}
