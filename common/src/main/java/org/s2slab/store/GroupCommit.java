package org.s2slab.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs transactions on the writing connection. Transactions that wait for this connection at the same time share one
 * commit. No transaction waits for later transactions. If a transaction fails, its changes are undone, and the others
 * are committed. If the commit itself fails, for instance because of a full disk, each transaction runs again with its
 * own commit. If another program keeps the file locked, all of them fail at once. A transaction that a server undoes
 * because of another instance runs again, {@value #TRIES} times at most.
 */
final class GroupCommit {
    /**
     * Maximum number of transactions in one commit. More would save almost nothing, and the others would wait too long.
     */
    private static final int LARGEST_GROUP = 50;

    /**
     * If two transactions wait for each other, the server undoes one. The other continues, so the next try succeeds.
     */
    private static final int TRIES = 5;

    /** The instance whose transaction runs on this thread. */
    private static final ThreadLocal<GroupCommit> RUNNING = new ThreadLocal<>();

    private final ConnectionPool connections;
    private final String turn;
    private List<Waiting<?>> waiting = new ArrayList<>();
    private boolean requested;

    /**
     * @param connections a pool with one connection
     * @param turn the statement at the beginning of each commit, or an empty text
     */
    GroupCommit(ConnectionPool connections, String turn) {
        this.connections = connections;
        this.turn = turn;
    }

    /** A transaction. Its caller gets the result in the context of the request. */
    private static final class Waiting<T> {
        private final Function<WriteTransaction, T> body;
        private final Context caller;
        private final Promise<T> done = Promise.promise();
        private @Nullable T result;
        private @Nullable Throwable failure;

        Waiting(Function<WriteTransaction, T> body, Context caller) {
            this.body = body;
            this.caller = caller;
        }

        void run(WriteTransaction transaction) {
            failure = null;
            result = body.apply(transaction);
        }

        void tell() {
            Throwable cause = failure;
            caller.runOnContext(turn -> {
                if (cause == null) {
                    done.complete(result);
                } else {
                    done.fail(cause instanceof StatementFailure statement ? statement.sql() : cause);
                }
            });
        }
    }

    /** Succeeds with the value of the body when all its changes are on the disk. A failure leaves no change. */
    <T> Future<T> write(Function<WriteTransaction, T> body) {
        if (RUNNING.get() != null) {
            throw new IllegalStateException("a transaction must not begin another one");
        }
        Waiting<T> mine = new Waiting<>(body, connections.vertx().getOrCreateContext());
        boolean first;
        synchronized (this) {
            waiting.add(mine);
            first = !requested;
            requested = true;
        }
        if (first) {
            requestConnection();
        }
        return mine.done.future();
    }

    /** Succeeds when no transaction waits any more, whether the transactions succeeded or not. */
    Future<Void> drained() {
        return isRequested() ? write(tx -> true).transform(last -> Future.succeededFuture()) : Future.succeededFuture();
    }

    /** The number of transactions that wait for the connection. */
    synchronized int waiting() {
        return waiting.size();
    }

    private void requestConnection() {
        connections.run(this::commitNext).onFailure(cause -> {
            for (List<Waiting<?>> group = next(); !group.isEmpty(); group = next()) {
                group.forEach(one -> one.failure = cause);
                group.forEach(Waiting::tell);
            }
        });
    }

    private boolean commitNext(StatementExecutor statements) {
        List<Waiting<?>> group = next();
        if (isRequested()) {
            // This request waits behind earlier requests for the connection.
            requestConnection();
        }
        boolean apart = !isCommitted(statements, group) && group.size() > 1;
        List<Waiting<?>> again = apart ? group : conflicting(group);
        for (int tries = 0; !again.isEmpty() && tries < TRIES; tries++) {
            again.forEach(one -> isCommitted(statements, List.of(one)));
            again = conflicting(again);
        }
        group.forEach(Waiting::tell);
        return true;
    }

    private static List<Waiting<?>> conflicting(List<Waiting<?>> group) {
        return group.stream()
                .filter(one -> UnusableDatabaseText.isConflict(one.failure))
                .toList();
    }

    private synchronized List<Waiting<?>> next() {
        List<Waiting<?>> group =
                waiting.size() <= LARGEST_GROUP ? waiting : new ArrayList<>(waiting.subList(0, LARGEST_GROUP));
        waiting = new ArrayList<>(waiting.subList(group.size(), waiting.size()));
        requested = !waiting.isEmpty();
        return group;
    }

    private synchronized boolean isRequested() {
        return requested;
    }

    private boolean isCommitted(StatementExecutor statements, List<Waiting<?>> group) {
        Connection connection = statements.connection();
        RUNNING.set(this);
        try {
            connection.setAutoCommit(false);
            if (!turn.isEmpty()) {
                statements.execute(turn, row -> {});
            }
            WriteTransaction transaction = new WriteTransaction(statements);
            for (Waiting<?> one : group) {
                if (group.size() == 1) {
                    one.run(transaction);
                } else {
                    runAmongOthers(one, transaction);
                }
            }
            TransactionEnd.commit(connection);
            return true;
        } catch (SQLException | RuntimeException | Error failure) {
            TransactionEnd.undo(connection, failure);
            group.forEach(one -> one.failure = failure);
            // All transactions have waited for the locked file; if each ran again, each would wait again.
            return Database.isLocked(failure);
        } finally {
            RUNNING.remove();
        }
    }

    /** Runs a transaction; if it fails, undoes its changes, but not the changes of the others. */
    private static void runAmongOthers(Waiting<?> one, WriteTransaction transaction) throws SQLException {
        Connection connection = transaction.statements.connection();
        Savepoint before = connection.setSavepoint();
        try {
            one.run(transaction);
        } catch (RuntimeException | Error failure) {
            one.failure = failure;
            connection.rollback(before);
        }
        connection.releaseSavepoint(before);
    }
}
