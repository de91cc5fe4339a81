package org.s2slab.store;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * A transaction that reads and writes, on a database thread. An exception undoes all its changes. Other transactions
 * may share its commit. If this commit fails, the transaction runs again alone, so it must change only the database.
 */
public final class WriteTransaction extends ReadTransaction {
    WriteTransaction(StatementExecutor statements) {
        super(statements);
    }

    /** The form with a value of a transaction that has none. */
    static Function<WriteTransaction, Boolean> withoutValue(Consumer<WriteTransaction> body) {
        return tx -> {
            body.accept(tx);
            return true;
        };
    }

    /** Executes a statement; returns how many rows it changed. */
    public int execute(String sql, @Nullable Object... values) {
        return execute(sql, row -> {}, values);
    }

    /**
     * Locks the rows of a query until the end of this transaction, so that no other instance changes them. Returns false
     * and does nothing on SQLite, where only one transaction writes at a time.
     */
    public boolean lock(String query, @Nullable Object... values) {
        if (statements.connection() instanceof SQLiteConnection) {
            return false;
        }
        forEach(query + " FOR UPDATE", row -> {}, values);
        return true;
    }

    /** Executes a statement once with each list of values. */
    public void executeEach(String sql, List<? extends List<? extends @Nullable Object>> values) {
        values.forEach(one -> execute(sql, one.toArray()));
    }
}
