package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;

/**
 * Writes the words of new items into the full-text index, after the commits that stored the items. What is not indexed is
 * known from the database, so a kill loses nothing. Whoever reads the index waits for {@link #catchUp()} first.
 */
public final class WordIndexWriter {
    private static final String INDEX =
            "INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)"
                    + " SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words"
                    + " WHERE number > (SELECT COALESCE(MAX(id), 0) FROM item_text_docsize) ORDER BY number LIMIT ?";

    private static final String STATE = "SELECT COALESCE((SELECT MAX(number) FROM items), 0),"
            + " COALESCE((SELECT MAX(id) FROM item_text_docsize), 0)";

    /** Items in one transaction, so that other work gets its turn. */
    private static final int BATCH = 1_000;

    private static final int ALL = -1;

    /** Items that wait at most, while more are stored at each look. */
    private static final int MOST_WAITING = 20_000;

    private final Database database;
    private long seen;

    WordIndexWriter(Database database) {
        this.database = database;
    }

    /**
     * The highest numbers.
     *
     * @param stored of an item, 0 without items
     * @param indexed of an indexed item, 0 without any
     */
    private record State(long stored, long indexed) {}

    /** Indexes the items of the transaction and of every commit before it. */
    public static Future<Void> catchUp(SqlConnection connection) {
        return Rows.execute(connection, INDEX, ALL);
    }

    /** Succeeds when the items of every commit before this call are indexed. */
    public Future<Void> catchUp() {
        return state().compose(
                        state -> state.indexed() < state.stored() ? catchUp(state.stored()) : Future.succeededFuture());
    }

    /** Indexes if items wait and none came since the last look, or if many wait. */
    public Future<Void> look() {
        return state().compose(state -> {
            boolean quiet = state.stored() == seen || state.stored() - state.indexed() > MOST_WAITING;
            seen = state.stored();
            return quiet && state.indexed() < state.stored() ? catchUp(state.stored()) : Future.succeededFuture();
        });
    }

    private Future<Void> catchUp(long last) {
        return database.transaction(connection -> Rows.query(connection, INDEX, BATCH))
                .compose(indexed -> indexed.rowCount() < BATCH
                        ? Future.succeededFuture()
                        : state().compose(state -> state.indexed() < last ? catchUp(last) : Future.succeededFuture()));
    }

    private Future<State> state() {
        return database.query(STATE)
                .map(rows -> rows.iterator().next())
                .map(row -> new State(row.getLong(0), row.getLong(1)));
    }
}
