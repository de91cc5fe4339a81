package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;

/**
 * Writes the words of new items into the full-text index, after the commits that stored the items. What is not indexed is
 * known from the database, so a kill loses nothing. Whoever reads the index waits for {@link #catchUp(List)} first.
 */
public final class WordIndexWriter {
    private static final String INDEX =
            "INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)"
                    + " SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words"
                    + " WHERE number > (SELECT COALESCE(MAX(id), 0) FROM item_text_docsize) ORDER BY number LIMIT ?";

    private static final String STATE = "SELECT COALESCE((SELECT MAX(number) FROM items), 0),"
            + " COALESCE((SELECT MAX(id) FROM item_text_docsize), 0)";

    /** The last item of mailboxes that is not indexed. The plus leads SQLite to read only the items that are not. */
    private static final String WAITING = "SELECT number FROM items"
            + " WHERE number > (SELECT COALESCE(MAX(id), 0) FROM item_text_docsize)"
            + " AND +mailbox IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 1";

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

    /** Indexes the items of a mailbox that the transaction and every commit before it stored. */
    public static Future<Void> catchUp(SqlConnection connection, Mailbox mailbox) {
        return waiting(connection, List.of(mailbox.id()))
                .compose(last -> last.isEmpty() ? Future.succeededFuture() : Rows.execute(connection, INDEX, ALL));
    }

    /** Succeeds when the items of mailboxes are indexed that every commit before this call stored. */
    public Future<Void> catchUp(List<String> mailboxes) {
        return waiting(database.pool(), mailboxes)
                .compose(last -> last.map(this::catchUp).orElseGet(Future::succeededFuture));
    }

    private static Future<Optional<Long>> waiting(SqlClient client, List<String> mailboxes) {
        return Rows.first(client, WAITING, row -> row.getLong(0), new JsonArray(mailboxes).encode());
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
        return WorkSequence.repeat(() -> database.transaction(connection -> Rows.query(connection, INDEX, BATCH))
                .compose(indexed -> indexed.rowCount() < BATCH
                        ? Future.succeededFuture(false)
                        : state().map(state -> state.indexed() < last)));
    }

    private Future<State> state() {
        return database.query(STATE)
                .map(rows -> rows.iterator().next())
                .map(row -> new State(row.getLong(0), row.getLong(1)));
    }
}
