package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Runs the blocking work of requests in one thread, one after the other, and refuses requests that are wrong. */
public final class WorkTurns implements AutoCloseable {
    /** Time in seconds in which a deployment starts, shorter than that of an orderly stop. */
    private static final int PATIENCE = 12;

    private final ExecutorService hand;

    /** @param name the name of the thread */
    public WorkTurns(String name) {
        hand = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs work after all earlier work. A wrong value in the request is a refusal. A failure that is neither this nor a
     * refusal is an internal error.
     */
    public Future<JsonObject> run(Supplier<JsonObject> work) {
        Promise<JsonObject> done = Promise.promise();
        Runnable turn = () -> {
            try {
                done.complete(work.get());
            } catch (FileSyntaxException e) {
                done.fail(new Refusal(RefusalCode.PARAMETER_INVALID, e.problem()));
            } catch (IllegalArgumentException e) {
                done.fail(new Refusal(RefusalCode.PARAMETER_INVALID, String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                done.fail(e);
            } catch (Exception e) {
                // The operating system or a file does not allow it, for instance because a port is in use.
                done.fail(Refusal.unavailable(String.valueOf(e.getMessage())));
            }
        };
        try {
            hand.execute(turn);
        } catch (RejectedExecutionException e) {
            done.fail(Refusal.unavailable("this deployment or server is ending"));
        }
        return done.future();
    }

    /** Accepts no further work, and waits some seconds for the work that runs. Blocks. */
    @Override
    public void close() {
        hand.shutdown();
        try {
            hand.awaitTermination(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
