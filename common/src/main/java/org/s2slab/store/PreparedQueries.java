package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** How an engine prepares the statements of its pool and of each connection that the pool gives. */
@FunctionalInterface
interface PreparedQueries {
    PreparedQuery<RowSet<Row>> prepared(SqlClient client, String sql);

    /** The same pool, with statements that are prepared in this way. */
    default Pool in(Pool pool) {
        return preparing(Pool.class, pool);
    }

    private <T extends SqlClient> T preparing(Class<T> type, T client) {
        return type.cast(Proxy.newProxyInstance(
                PreparedQueries.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> invoke(client, proxy, method, arguments)));
    }

    private @Nullable Object invoke(SqlClient client, Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.isDefault()) {
            // withTransaction and its like ask the proxy for a connection, and so get one of this kind.
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        if (arguments != null && method.getName().equals("preparedQuery")) {
            return prepared(client, (String) arguments[0]);
        }
        try {
            Object result = method.invoke(client, arguments);
            return method.getName().equals("getConnection")
                    ? ((Future<?>) result)
                            .map(connection ->
                                    preparing(SqlConnectionInternal.class, (SqlConnectionInternal) connection))
                    : result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
