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

    private static final String STATE = "SELECT stored, waiting FROM word_index_state";

    /** The last item of mailboxes that is not indexed. */
    private static final String WAITING = "SELECT number FROM waiting_items"
            + " WHERE mailbox IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 1";

    /** The number of items that one transaction indexes. Small transactions let other work run in between. */
    private static final int BATCH = 1_000;

    private static final int ALL = Integer.MAX_VALUE;

    /** The number of waiting items above which {@link #look} indexes, even if new items are still arriving. */
    private static final int MOST_WAITING = 20_000;

    private final Database database;
    private long seen;

    WordIndexWriter(Database database) {
        this.database = database;
    }

    /**
     * The state of the index.
     *
     * @param stored the number of the last item that is stored or waits, 0 without such an item
     * @param waiting about how many items are not indexed
     */
    private record State(long stored, long waiting) {}

    /** Indexes all items of a mailbox that this transaction and earlier commits stored. */
    public static void catchUp(WriteTransaction tx, Mailbox mailbox) {
        if (waiting(tx, List.of(mailbox.id())).isPresent()) {
            index(tx, ALL);
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
            boolean quiet = state.stored() == seen || state.waiting() > MOST_WAITING;
            seen = state.stored();
            return quiet && state.waiting() > 0 ? catchUp(state.stored()) : Future.succeededFuture();
        });
    }

    private Future<Void> catchUp(long last) {
        return WorkSequence.repeat(() -> database.write(tx -> index(tx, BATCH) == BATCH
                && tx.number(
                                "SELECT COUNT(*) AS number FROM (SELECT 1 FROM waiting_items WHERE number <= ? LIMIT 1) one",
                                last)
                        > 0));
    }

    private static int index(WriteTransaction tx, int most) {
        return tx.isOnServer() ? PostgresWordIndex.index(tx, most) : tx.execute(INDEX, most);
    }

    private static State state(ReadTransaction rx) {
        return rx.first(STATE, row -> new State(row.integer("stored"), row.integer("waiting")))
                .orElseThrow();
    }
}
