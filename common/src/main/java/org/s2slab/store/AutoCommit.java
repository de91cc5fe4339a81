package org.s2slab.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A connection that commits each statement again once a transaction has ended.
 *
 * <p>vertx-jdbc-client 5.0.7 leaves auto-commit off after its first transaction ({@code JDBCTxOp}). Whatever is then
 * written outside of a transaction would be reported as done and be lost at a crash, or with the next rollback.
 */
final class AutoCommit {
    private final Connection connection;
    private boolean transactionEnded;

    private AutoCommit(Connection connection) {
        this.connection = connection;
    }

    static Connection restoredAfterTransactions(Connection connection) {
        AutoCommit restoring = new AutoCommit(connection);
        return (Connection) Proxy.newProxyInstance(
                AutoCommit.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> restoring.invoke(method, arguments));
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        boolean restores = transactionEnded && method.getName().equals("setAutoCommit");
        transactionEnded = method.getName().equals("commit") || method.getName().equals("rollback");
        try {
            return method.invoke(connection, restores ? new Object[] {true} : arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
