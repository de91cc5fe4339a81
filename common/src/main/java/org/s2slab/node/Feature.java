package org.s2slab.node;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.s2slab.management.Cmdlet;
import org.s2slab.trace.TrustSubject;

/**
 * One feature of a product: creates the objects of a package and registers them with the node. Subclasses do both in
 * their constructor, before the database is open. {@link Node#start} then runs each step for all features, in the order
 * of its list.
 */
public class Feature {
    final List<DeferredQueue> queues = new ArrayList<>();
    final List<Supplier<Future<Void>>> loads = new ArrayList<>();
    final List<EndpointGroup> endpoints = new ArrayList<>();
    final List<Cmdlet> cmdlets = new ArrayList<>();
    final List<Consumer<NodeTimers>> starts = new ArrayList<>();
    final List<Supplier<List<TrustSubject>>> subjects = new ArrayList<>();
    final List<Supplier<Future<Void>>> stops = new ArrayList<>();

    /** Collects a part of several features, in their order. */
    static <T> List<T> all(List<Feature> features, Function<Feature, List<T>> part) {
        return features.stream().map(part).flatMap(List::stream).toList();
    }

    /** Adds a queue of deferred work, which administrators can see. */
    public final Feature queue(DeferredQueue queue) {
        queues.add(queue);
        return this;
    }

    /** Adds a load from the open database before the node accepts requests; if it fails, the start fails. */
    public final Feature onLoad(Supplier<Future<Void>> load) {
        loads.add(load);
        return this;
    }

    /** Adds endpoints, in the order in which their routes are tried. */
    public final Feature endpoints(EndpointGroup... more) {
        endpoints.addAll(List.of(more));
        return this;
    }

    /** Adds subjects of the node's trust besides its signing keys and registrations; must only read memory. */
    public final Feature trusts(Supplier<List<TrustSubject>> more) {
        subjects.add(more);
        return this;
    }

    @SafeVarargs
    public final Feature cmdlets(List<Cmdlet>... groups) {
        for (List<Cmdlet> group : groups) {
            cmdlets.addAll(group);
        }
        return this;
    }

    /** Adds background work that begins when the node accepts requests. */
    public final Feature onStart(Consumer<NodeTimers> start) {
        starts.add(start);
        return this;
    }

    /** Adds the end of background work. It runs after the periodic work has ended, while both ports are open. */
    public final Feature onStop(Supplier<Future<Void>> stop) {
        stops.add(stop);
        return this;
    }
}
