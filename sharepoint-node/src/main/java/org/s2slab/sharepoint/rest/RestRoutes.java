package org.s2slab.sharepoint.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.UnsupportedRestNames;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The REST resources by their names in {@link ResourcePath}, with their methods and the required rights. */
final class RestRoutes {
    /** Handles the request of a caller who has the right. */
    interface Handler<T extends ReadTransaction> {
        RestAnswer answer(T tx, RestRequest request, SiteCaller visitor);
    }

    /**
     * A method of a resource.
     *
     * @param shared whether the resource belongs to the site collection; if so, the handler gets the caller at the
     *     top-level web, and not at the called web
     */
    record Route<T extends ReadTransaction>(SiteRight right, boolean shared, Handler<T> handler) {}

    private final Map<String, Route<ReadTransaction>> reads;
    private final Map<String, Route<ReadTransaction>> questions;
    private final Map<String, Map<String, Route<WriteTransaction>>> changes;
    private final boolean shared;

    RestRoutes() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>(), false);
    }

    private RestRoutes(
            Map<String, Route<ReadTransaction>> reads,
            Map<String, Route<ReadTransaction>> questions,
            Map<String, Map<String, Route<WriteTransaction>>> changes,
            boolean shared) {
        this.reads = reads;
        this.questions = questions;
        this.changes = changes;
        this.shared = shared;
    }

    /** The same routes, for adding resources of the site collection. */
    RestRoutes shared() {
        return new RestRoutes(reads, questions, changes, true);
    }

    /** Adds the method GET for callers who may read the web. */
    RestRoutes get(String name, Handler<ReadTransaction> handler) {
        return get(name, SiteRight.READ, handler);
    }

    RestRoutes get(String name, SiteRight right, Handler<ReadTransaction> handler) {
        reads.put(name, new Route<>(right, shared, handler));
        return this;
    }

    /** Adds a function that changes nothing although its method is POST, for callers who may read the web. */
    RestRoutes ask(String name, Handler<ReadTransaction> handler) {
        questions.put(name, new Route<>(SiteRight.READ, shared, handler));
        return this;
    }

    /** @param methods separated by blanks */
    RestRoutes on(String name, String methods, SiteRight right, Handler<WriteTransaction> handler) {
        for (String method : methods.split(" ", -1)) {
            changes.computeIfAbsent(name, unknown -> new HashMap<>()).put(method, new Route<>(right, shared, handler));
        }
        return this;
    }

    /** The method of a resource that changes nothing; null if there is no such resource or method. */
    @Nullable
    Route<ReadTransaction> read(RestRequest request) {
        String name = request.path().name();
        return request.reads() ? reads.get(name) : request.method().equals("POST") ? questions.get(name) : null;
    }

    /** Another method of a resource; null if there is no such resource or method. */
    @Nullable
    Route<WriteTransaction> change(RestRequest request) {
        return changes.getOrDefault(request.path().name(), Map.of()).get(request.method());
    }

    /**
     * SharePoint's error for a missing resource or method. If the lab refuses this resource by name, the error contains
     * the reason.
     */
    RestError missing(RestRequest request) {
        String name = request.path().name();
        if (names().anyMatch(name::equals)) {
            return RestError.method(request.method(), UnsupportedRestNames.reason(request.method() + " " + name));
        }
        String path = unknown(name);
        String segment = path.substring(path.lastIndexOf('/') + 1);
        String function = segment.substring(segment.lastIndexOf('.') + 1);
        return RestError.noResource(
                request.path().written(segment),
                UnsupportedRestNames.reason(
                        path,
                        segment,
                        segment.substring(0, segment.length() - function.length())
                                .replaceFirst("\\.$", "")));
    }

    /**
     * The shortest sequence of first segments of a name with which no resource begins; the whole name if there is none.
     */
    private String unknown(String name) {
        StringBuilder known = new StringBuilder();
        for (String segment : name.split("/", -1)) {
            String next = known.append(segment).toString();
            if (names().noneMatch(one -> one.equals(next) || one.startsWith(next + "/"))) {
                return next;
            }
            known.append('/');
        }
        return name;
    }

    private Stream<String> names() {
        return Stream.of(reads, questions, changes).flatMap(routes -> routes.keySet().stream());
    }
}
