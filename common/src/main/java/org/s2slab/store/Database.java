package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The node's own database: opened once, its schema brought up to date, its pool handed to the stores. */
public final class Database {
    private @Nullable Pool pool;

    /**
     * @param file the SQLite file, made with owner-only rights when absent
     * @param migrations class-path folders of Flyway migrations, {@code db/common} first
     */
    public static Database at(Vertx vertx, Path file, String... migrations) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Opens the file and brings its schema up to date; every store may use {@link #pool()} afterwards. */
    public Future<Void> open() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The pool; stores see nothing else. Transactions by {@code pool().withTransaction(...)}, never nested. */
    public Pool pool() {
        if (pool == null) {
            throw new IllegalStateException("the database is not open yet");
        }
        return pool;
    }

    public Future<Void> close() {
        throw new UnsupportedOperationException("skeleton");
    }
}
