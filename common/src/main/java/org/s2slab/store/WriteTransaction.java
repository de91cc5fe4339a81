package org.s2slab.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that reads and writes, on a database thread. An exception undoes all its changes. Other transactions
 * may share its commit. If this commit fails, the transaction runs again alone, so it must change only the database.
 */
public final class WriteTransaction extends ReadTransaction {
    WriteTransaction(StatementExecutor statements) {
        super(statements);
    }

    /** Executes a statement; returns how many rows it changed. */
    public int execute(String sql, @Nullable Object... values) {
        return execute(sql, row -> {}, values);
    }

    /** Executes a statement once with each list of values. */
    public void executeEach(String sql, List<? extends List<? extends @Nullable Object>> values) {
        values.forEach(one -> execute(sql, one.toArray()));
    }
}
