package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.LongWork;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.HeldDatabase;

/**
 * Copies the node's database for a snapshot, while the node runs. The first request holds the state of the moment, so
 * that all nodes of a deployment can be held at one moment. The second request lets the node commit again, and copies
 * the held state into a file of the data folder, whose name no request can choose.
 */
public final class DatabaseCopyEndpoint implements Endpoint {
    /** The name of the copy in the node's data folder. */
    public static final String FILE = "snapshot.db";

    private final Path data;
    private final Database database;
    private @Nullable HeldDatabase held;

    DatabaseCopyEndpoint(Path data, Database database) {
        this.data = data;
        this.database = database;
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.post("/snapshot").respond(request -> hold());
        routes.put("/snapshot").respond(this::copy);
        routes.delete("/snapshot").respond(this::remove);
    }

    private Future<JsonObject> hold() {
        return database.hold().map(state -> {
            HeldDatabase before = swap(state);
            if (before != null) {
                before.close();
            }
            return new JsonObject().put("held", true);
        });
    }

    private Future<JsonObject> copy(RoutingContext request) {
        Future<JsonObject> copied = blocking(request.vertx(), () -> {
            try (HeldDatabase state = swap(null)) {
                if (state == null) {
                    throw Refusal.conflict("snapshot: the database is not held; send POST /snapshot first");
                }
                state.release();
                state.copyTo(data.resolve(FILE));
                return new JsonObject().put("bytes", Files.size(data.resolve(FILE)));
            }
        });
        return LongWork.during(request, copied);
    }

    private Future<JsonObject> remove(RoutingContext request) {
        return blocking(request.vertx(), () -> {
            HeldDatabase state = swap(null);
            if (state != null) {
                state.close();
            }
            return new JsonObject().put("removed", Files.deleteIfExists(data.resolve(FILE)));
        });
    }

    private synchronized @Nullable HeldDatabase swap(@Nullable HeldDatabase other) {
        HeldDatabase before = held;
        held = other;
        return before;
    }

    private interface Work {
        JsonObject run() throws IOException;
    }

    private static Future<JsonObject> blocking(Vertx vertx, Work work) {
        return vertx.executeBlocking(work::run, false);
    }
}
