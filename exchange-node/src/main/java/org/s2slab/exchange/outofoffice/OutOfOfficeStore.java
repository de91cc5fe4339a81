package org.s2slab.exchange.outofoffice;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.Rows;

/** Stores automatic replies, and whom each mailbox has replied to since its owner last set them. */
public record OutOfOfficeStore(Database database, Clock clock) {
    private static final RecordColumns<OutOfOfficeSettings> COLUMNS = new RecordColumns<>(OutOfOfficeSettings.class);

    /** The settings of a mailbox. */
    public Future<OutOfOfficeSettings> get(Mailbox mailbox) {
        return get(database.pool(), mailbox);
    }

    private Future<OutOfOfficeSettings> get(SqlClient client, Mailbox mailbox) {
        return Rows.first(
                        client,
                        "SELECT " + COLUMNS.names() + " FROM out_of_office WHERE mailbox = ?",
                        COLUMNS::read,
                        mailbox.id())
                .map(found -> found.orElseGet(() -> OutOfOfficeSettings.first(clock.instant())));
    }

    /** What a sender to a mailbox is told now; empty where its owner is not away. */
    public Future<String> reply(Mailbox mailbox) {
        return get(mailbox).map(settings -> settings.replies(clock.instant()) ? settings.internal() : "");
    }

    /** Replaces the settings of a mailbox; from then on each sender gets a reply again. */
    public Future<Void> set(Mailbox mailbox, OutOfOfficeSettings settings) {
        List<@Nullable Object> row = COLUMNS.values(settings);
        row.add(mailbox.id());
        return database.transaction(connection -> Rows.execute(
                        connection,
                        "INSERT OR REPLACE INTO out_of_office (" + COLUMNS.names() + ", mailbox)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        Tuple.from(row))
                .compose(done ->
                        Rows.execute(connection, "DELETE FROM out_of_office_replies WHERE mailbox = ?", mailbox.id())));
    }

    /** The reply that a sender gets now and has not had; it counts as sent when the transaction succeeds. */
    public Future<Optional<String>> takeReply(SqlConnection connection, Mailbox mailbox, String sender) {
        return get(connection, mailbox)
                .compose(settings -> settings.replies(clock.instant())
                                && !settings.internal().isBlank()
                        ? Rows.query(
                                        connection,
                                        "INSERT INTO out_of_office_replies (mailbox, sender) VALUES (?, ?)"
                                                + " ON CONFLICT (mailbox, sender) DO NOTHING",
                                        mailbox.id(),
                                        NameKey.of(sender))
                                .map(rows -> rows.rowCount() > 0 ? Optional.of(settings.internal()) : Optional.empty())
                        : Future.succeededFuture(Optional.empty()));
    }
}
