package org.s2slab.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one separate connection, with its own thread, for changes of the configuration that other instances make.
 * It reads the number of changes after each notification, and at intervals for lost notifications. If the number is new,
 * it lets everything be read again. The connection also holds the lock that shows that this instance runs.
 */
final class ChangeListener implements AutoCloseable {
    static final String CHANNEL = "s2slab_configuration";

    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

    /** Milliseconds of real time in which the server must respond, and between two attempts to connect. */
    private static final int PATIENCE = 5_000;

    private static final int PAUSE = 500;

    /** Seconds of real time in which everything must be read again. */
    private static final int LONGEST = 60;

    private final Source connections;
    private final String instance;
    private final int poll;
    private final Context context;
    private final Supplier<Future<Void>> refresh;
    private final Promise<Void> first = Promise.promise();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "s2slab-changes");
    private volatile @Nullable Connection current;
    private boolean isLost;
    private boolean isPresent;
    private long seen = -1;

    /** Opens a connection. */
    interface Source {
        Connection open() throws SQLException;
    }

    /**
     * @param instance this run of this instance
     * @param poll interval between two readings of the number
     * @param context of the node, in which {@code refresh} runs
     */
    ChangeListener(
            Source connections, String instance, Duration poll, Context context, Supplier<Future<Void>> refresh) {
        this.connections = connections;
        this.instance = instance;
        this.poll = (int) poll.toMillis();
        this.context = context;
        this.refresh = refresh;
        thread.setDaemon(true);
    }

    /** Begins; succeeds after the first reading. */
    Future<Void> begin() {
        thread.start();
        return first.future();
    }

    private void run() {
        try {
            do {
                try (Connection connection = connections.open()) {
                    listen(connection);
                } catch (SQLException failure) {
                    tell(failure);
                }
            } while (!closed.await(PAUSE, TimeUnit.MILLISECONDS));
        } catch (InterruptedException | RejectedExecutionException end) {
            LOG.debug("the node stops", end);
        }
    }

    private void tell(SQLException failure) {
        context.runOnContext(turn -> first.tryFail(failure));
        if (!isLost && closed.getCount() > 0) {
            LOG.warn("the connection for changes of other instances is lost: {}", failure.getMessage());
        }
        isLost = true;
    }

    private void listen(Connection connection) throws SQLException, InterruptedException {
        current = connection;
        isPresent = false;
        connection.setNetworkTimeout(Runnable::run, PATIENCE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
            while (closed.getCount() > 0) {
                look(connection, statement);
                isLost = false;
                connection.unwrap(PGConnection.class).getNotifications(poll);
            }
        }
    }

    private void look(Connection connection, Statement statement) throws SQLException, InterruptedException {
        isPresent = isPresent || shows(connection);
        long number;
        try (ResultSet found = statement.executeQuery("SELECT number FROM configuration_changes")) {
            number = found.next() ? found.getLong(1) : 0;
        }
        if (number != seen && isRefreshed()) {
            seen = number;
            context.runOnContext(turn -> first.tryComplete());
        }
    }

    /** After a lost connection, the server may still have the lock of the last connection. */
    private boolean shows(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, RowClaims.lockOf(instance));
            try (ResultSet found = statement.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        }
    }

    private boolean isRefreshed() throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(turn -> Future.succeededFuture()
                .compose(begun -> refresh.get())
                .onSuccess(done::complete)
                .onFailure(done::completeExceptionally));
        try {
            done.get(LONGEST, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warn("the changes of other instances could not be read and are read again soon", failure);
            return false;
        }
    }

    /** Ends the thread and its connection. */
    @Override
    public void close() {
        first.tryFail("the node stops");
        closed.countDown();
        Connection open = current;
        if (open != null) {
            try {
                open.abort(ChangeListener::runAside);
            } catch (SQLException e) {
                LOG.debug("the connection for changes could not be closed", e);
            }
        }
        thread.interrupt();
    }

    /** The end of a TLS connection can wait for the thread that reads, and an event loop must not. */
    private static void runAside(Runnable end) {
        Thread aside = new Thread(end, "s2slab-changes-end");
        aside.setDaemon(true);
        aside.start();
    }
}
