package org.s2slab.authz.graph;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request that Graph answers.
 *
 * @param address the address behind {@code /v1.0/}; a star stands for a key
 * @param right what the caller needs; an operation may need more for some objects
 */
record GraphRoute(String method, String address, GraphPermission right, Operation operation) {
    private static final String KEY = "*";
    private static final String READ = "GET";

    /** What a request does. It throws a Refusal, or fails its Future with one. */
    @FunctionalInterface
    interface Operation {
        Future<GraphAnswer> perform(GraphRequest request);
    }

    /** An operation that only reads memory. */
    static GraphRoute get(String address, GraphPermission right, Function<GraphRequest, GraphAnswer> read) {
        return new GraphRoute(READ, address, right, request -> Future.succeededFuture(read.apply(request)));
    }

    /** Whether the request changes nothing. */
    boolean reads() {
        return method.equals(READ);
    }

    /** The keys in an address if it is this route's; otherwise empty. */
    Optional<List<String>> keysIn(List<String> segments) {
        String[] own = address.split("/", -1);
        List<String> keys = new ArrayList<>();
        if (own.length != segments.size()) {
            return Optional.empty();
        }
        for (int index = 0; index < own.length; index++) {
            if (own[index].equals(KEY)) {
                keys.add(segments.get(index));
            } else if (!own[index].equals(segments.get(index))) {
                return Optional.empty();
            }
        }
        return Optional.of(keys);
    }
}
