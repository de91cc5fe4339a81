package org.s2slab.store;

import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/**
 * The connection of a running transaction for stores that return Futures. It executes each statement at once, on the
 * thread of its caller, which must be that of the transaction. It goes together with {@link ReadTransaction#call}.
 */
interface TransactionClient extends SqlConnection {
    Connection jdbc();

    static TransactionClient of(Connection connection, SqliteStatements statements) {
        Thread owner = Thread.currentThread();
        return (TransactionClient) Proxy.newProxyInstance(
                TransactionClient.class.getClassLoader(),
                new Class<?>[] {TransactionClient.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "query", "preparedQuery" ->
                        new SqliteQuery((TransactionClient) proxy, statements, (String) arguments[0]);
                    case "jdbc" -> {
                        if (Thread.currentThread() != owner) {
                            throw new IllegalStateException("a store goes on after its transaction, on another thread");
                        }
                        yield connection;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
