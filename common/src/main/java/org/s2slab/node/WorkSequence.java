package org.s2slab.node;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Does asynchronous work for one element after another. The first failure ends it. */
public final class WorkSequence {
    private WorkSequence() {}

    /** Does the work for each element; discards its results. */
    public static <T, R> Future<Void> each(Iterable<T> elements, Function<T, Future<R>> work) {
        List<T> waiting = new ArrayList<>();
        elements.forEach(waiting::add);
        Iterator<T> rest = waiting.iterator();
        return repeat(() -> rest.hasNext() ? work.apply(rest.next()).map(true) : Future.succeededFuture(false));
    }

    /** Does work if a condition is true; discards its result. */
    public static Future<Void> when(boolean condition, Supplier<? extends Future<?>> work) {
        return condition ? work.get().mapEmpty() : Future.succeededFuture();
    }

    /** Does work with a value if it is present; discards its result. */
    public static <T> Future<Void> ifPresent(Optional<T> value, Function<T, ? extends Future<?>> work) {
        return value.isPresent() ? work.apply(value.get()).mapEmpty() : Future.succeededFuture();
    }

    /** Repeats the work until it returns false. */
    public static Future<Void> repeat(Supplier<Future<Boolean>> work) {
        return until(again -> !again, true, again -> work.get()).mapEmpty();
    }

    /**
     * Computes values until one is the last. A method that calls itself in {@code compose} would nest its Futures.
     * After 2,000 to 4,000 turns their completion would overflow the stack, and the caller would not get the error.
     *
     * @param first the value before the first turn; it is not tested
     */
    public static <T> Future<T> until(Predicate<T> isLast, T first, Function<T, Future<T>> next) {
        Promise<T> done = Promise.promise();
        turn(isLast, first, next, done);
        return done.future();
    }

    /** Waits for a value that is not there yet in a new call, and goes on at once with a value that is. */
    private static <T> void turn(Predicate<T> isLast, T before, Function<T, Future<T>> next, Promise<T> done) {
        T value = before;
        do {
            T latest = value;
            Future<T> result = Future.succeededFuture().compose(begun -> next.apply(latest));
            if (!result.succeeded()) {
                result.onFailure(done::fail).onSuccess(later -> end(isLast, later, next, done));
                return;
            }
            value = result.result();
        } while (!isLast.test(value));
        done.complete(value);
    }

    private static <T> void end(Predicate<T> isLast, T value, Function<T, Future<T>> next, Promise<T> done) {
        if (isLast.test(value)) {
            done.complete(value);
        } else {
            turn(isLast, value, next, done);
        }
    }

    /**
     * Runs a long computation on a worker thread, so that the event loop serves others meanwhile. Runs it on the
     * caller's thread if that is a worker thread or has no context.
     */
    public static <T> Future<T> aside(Callable<T> computation) {
        Context context = Vertx.currentContext();
        if (context != null && !Context.isOnWorkerThread()) {
            return context.executeBlocking(computation, false);
        }
        return now(computation);
    }

    /** Runs a short computation on the thread of the caller. */
    public static <T> Future<T> now(Callable<T> computation) {
        try {
            return Future.succeededFuture(computation.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    /** Does the work for each element and lists the results, in the order of the elements. The list may be changed. */
    public static <T, R> Future<List<R>> list(Iterable<T> elements, Function<T, Future<R>> work) {
        List<R> results = new ArrayList<>();
        return each(elements, element -> work.apply(element).onSuccess(results::add))
                .map(done -> results);
    }
}
