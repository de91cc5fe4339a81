package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Adapts a PostgreSQL pool to SQLite's statements: {@code ?} for each value, not {@code $1}, {@code $2}. */
final class NumberedParameters {
    private NumberedParameters() {}

    static Pool in(Pool pool) {
        return numbering(Pool.class, pool);
    }

    private static <T> T numbering(Class<T> type, T client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> invoke(client, proxy, method, arguments)));
    }

    private static @Nullable Object invoke(Object client, Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.isDefault()) {
            // withTransaction and its like ask the proxy for a connection, and so get one that numbers.
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        if (arguments != null
                && (method.getName().equals("preparedQuery") || method.getName().equals("prepare"))) {
            arguments[0] = numbered((String) arguments[0]);
        }
        try {
            Object result = method.invoke(client, arguments);
            return method.getName().equals("getConnection")
                    ? ((Future<?>) result).map(connection -> numbering(SqlConnection.class, (SqlConnection) connection))
                    : result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Replaces the question marks of a statement by {@code $1}, {@code $2}; those in literals stay. */
    static String numbered(String sql) {
        StringBuilder numbered = new StringBuilder(sql.length() + 8);
        int count = 0;
        boolean inLiteral = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            inLiteral ^= c == '\'';
            if (c == '?' && !inLiteral) {
                count++;
                numbered.append('$').append(count);
            } else {
                numbered.append(c);
            }
        }
        return numbered.toString();
    }
}
