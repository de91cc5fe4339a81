package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.Proxy;

/** The client of stores that return Futures; goes with the last such store. */
interface FutureClient extends SqlConnection {
    /** Runs work on a connection: of the running transaction at once, or of a pool. */
    interface Runner {
        <T> Future<T> run(ConnectionPool.Work<T> work);
    }

    static FutureClient of(Runner runner) {
        return (FutureClient) Proxy.newProxyInstance(
                FutureClient.class.getClassLoader(),
                new Class<?>[] {FutureClient.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "query", "preparedQuery" -> new FutureQuery(runner, (String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
