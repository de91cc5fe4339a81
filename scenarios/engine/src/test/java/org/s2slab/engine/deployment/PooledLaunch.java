package org.s2slab.engine.deployment;

import io.vertx.core.Vertx;
import java.time.Clock;
import org.s2slab.store.PostgresServer;
import org.s2slab.testing.TestPostgres;
import org.s2slab.trace.IdGenerator;

/** Starts deployments with pools, whose databases are on the PostgreSQL server of the tests. */
public final class PooledLaunch {
    private PooledLaunch() {}

    /** In this JVM; the databases are dropped at the end. */
    public static LaunchContext inProcess(Vertx vertx) {
        return of(vertx, new InProcessLauncher(vertx), false);
    }

    /** @param keeps whether the databases stay after the end */
    public static LaunchContext of(Vertx vertx, NodeLauncher launcher, boolean keeps) {
        return on(
                new LaunchContext(
                        vertx, launcher, LaunchContext.sharedKeys(), IdGenerator.seeded(1), Clock.systemUTC()),
                keeps);
    }

    /** With the databases of pools on the PostgreSQL server of the tests; they are dropped at the end. */
    public static LaunchContext pooled(LaunchContext launch) {
        return on(launch, false);
    }

    private static LaunchContext on(LaunchContext launch, boolean keeps) {
        return launch.on(databases().keeping(keeps));
    }

    /** The databases of pools on the PostgreSQL server of the tests; they are dropped at the end. */
    public static DatabaseSource databases() {
        return new DatabaseSource(new PostgresServer(TestPostgres.administrator()), false);
    }
}
