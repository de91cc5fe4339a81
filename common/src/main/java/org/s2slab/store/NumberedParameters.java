package org.s2slab.store;

import io.vertx.sqlclient.Pool;

/** Adapts a PostgreSQL pool to SQLite's statements: {@code ?} for each value, not {@code $1}, {@code $2}. */
final class NumberedParameters {
    private NumberedParameters() {}

    /** Wraps a pool. Prepared statements of the result have {@code ?} for each value. */
    static Pool in(Pool pool) {
        PreparedQueries numbering = (client, sql) -> client.preparedQuery(numbered(sql));
        return numbering.in(pool);
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
