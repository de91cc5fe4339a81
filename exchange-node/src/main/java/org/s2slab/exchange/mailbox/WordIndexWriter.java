package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * Writes the words of new items into the full-text index, after the commits that stored the items. The database shows
 * which items are not indexed, so the index is complete again after a kill. Readers of the index first call {@link
 * #catchUp(List)}.
 */
public final class WordIndexWriter {
    private static final String INDEX =
            "INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)"
                    + " SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words"
                    + " WHERE number > (SELECT COALESCE(MAX(id), 0) FROM item_text_docsize) ORDER BY number LIMIT ?";

    private static final String STATE = "SELECT COALESCE((SELECT MAX(number) FROM items), 0) AS stored,"
            + " COALESCE((SELECT MAX(id) FROM item_text_docsize), 0) AS indexed";

    /** The last item of mailboxes that is not indexed. The plus sign makes SQLite read only such items. */
    private static final String WAITING = "SELECT number FROM items"
            + " WHERE number > (SELECT COALESCE(MAX(id), 0) FROM item_text_docsize)"
            + " AND +mailbox IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 1";

    /** The number of items that one transaction indexes. Small transactions let other work run in between. */
    private static final int BATCH = 1_000;

    private static final int ALL = -1;

    /** The number of waiting items above which {@link #look} indexes, even if new items are still arriving. */
    private static final int MOST_WAITING = 20_000;

    private final Database database;
    private long seen;

    WordIndexWriter(Database database) {
        this.database = database;
    }

    /**
     * The highest item numbers.
     *
     * @param stored the number of the last item, 0 without items
     * @param indexed the number of the last indexed item, 0 without indexed items
     */
    private record State(long stored, long indexed) {}

    /** Indexes all items of a mailbox that this transaction and earlier commits stored. */
    public static void catchUp(WriteTransaction tx, Mailbox mailbox) {
        if (waiting(tx, List.of(mailbox.id())).isPresent()) {
            tx.execute(INDEX, ALL);
        }
    }

    /** Succeeds after all items of mailboxes from commits before this call are indexed. */
    public Future<Void> catchUp(List<String> mailboxes) {
        return database.read(rx -> waiting(rx, mailboxes))
                .compose(last -> last.map(this::catchUp).orElseGet(Future::succeededFuture));
    }

    private static Optional<Long> waiting(ReadTransaction rx, List<String> mailboxes) {
        return rx.first(WAITING, row -> row.integer("number"), new JsonArray(mailboxes).encode());
    }

    /** Indexes the waiting items if no item arrived since the last call, or if many items wait. */
    public Future<Void> look() {
        return database.read(WordIndexWriter::state).compose(state -> {
            boolean quiet = state.stored() == seen || state.stored() - state.indexed() > MOST_WAITING;
            seen = state.stored();
            return quiet && state.indexed() < state.stored() ? catchUp(state.stored()) : Future.succeededFuture();
        });
    }

    private Future<Void> catchUp(long last) {
        return WorkSequence.repeat(() -> database.write(
                tx -> tx.execute(INDEX, BATCH) == BATCH && state(tx).indexed() < last));
    }

    private static State state(ReadTransaction rx) {
        return rx.first(STATE, row -> new State(row.integer("stored"), row.integer("indexed")))
                .orElseThrow();
    }
}
