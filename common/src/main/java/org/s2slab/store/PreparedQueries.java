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

/** Prepares the statements of an engine's pool and of each connection of this pool. */
@FunctionalInterface
interface PreparedQueries {
    PreparedQuery<RowSet<Row>> prepared(SqlClient client, String sql);

    /** Wraps a pool, so that its statements are prepared in this way. */
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
            // Methods such as withTransaction get their connection from the proxy, so it is wrapped as well.
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
