package org.s2slab.console;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Work that waits for nodes. It needs a thread of its own, because a thread of Vert.x must not wait for them. */
final class BlockingWork {
    private BlockingWork() {}

    /** Runs work by an executor. The Future completes on the caller's Vert.x context. */
    static <T extends @Nullable Object> Future<T> on(Executor executor, Vertx vertx, Callable<T> work) {
        Context context = vertx.getOrCreateContext();
        Promise<T> done = Promise.promise();
        executor.execute(() -> {
            try {
                T value = work.call();
                context.runOnContext(now -> done.complete(value));
            } catch (Throwable e) {
                context.runOnContext(now -> done.fail(e));
            }
        });
        return done.future();
    }
}
