package org.s2slab.exchange.outofoffice;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.Rows;

/** Stores automatic replies, and whom each mailbox has replied to since its owner last set them. */
public record OutOfOfficeStore(Database database, Clock clock) {
    /** The settings of a mailbox. */
    public Future<OutOfOfficeSettings> get(Mailbox mailbox) {
        return get(database.pool(), mailbox);
    }

    private Future<OutOfOfficeSettings> get(SqlClient client, Mailbox mailbox) {
        return Rows.first(
                        client,
                        "SELECT state, audience, starts, ends, internal, external FROM out_of_office WHERE mailbox = ?",
                        OutOfOfficeStore::settings,
                        mailbox.id())
                .map(found -> found.orElseGet(() -> OutOfOfficeSettings.first(clock.instant())));
    }

    private static OutOfOfficeSettings settings(Row row) {
        return new OutOfOfficeSettings(
                OutOfOfficeSettings.State.valueOf(row.getString(0)),
                OutOfOfficeSettings.Audience.valueOf(row.getString(1)),
                Instant.ofEpochSecond(row.getLong(2)),
                Instant.ofEpochSecond(row.getLong(3)),
                row.getString(4),
                row.getString(5));
    }

    /** What a sender to a mailbox is told now; empty where its owner is not away. */
    public Future<String> reply(Mailbox mailbox) {
        return get(mailbox).map(settings -> settings.replies(clock.instant()) ? settings.internal() : "");
    }

    /** Replaces the settings of a mailbox; from then on each sender gets a reply again. */
    public Future<Void> set(Mailbox mailbox, OutOfOfficeSettings settings) {
        return database.transaction(connection -> Rows.execute(
                        connection,
                        "INSERT OR REPLACE INTO out_of_office (mailbox, state, audience, starts, ends, internal, external)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        mailbox.id(),
                        settings.state().name(),
                        settings.audience().name(),
                        settings.starts().getEpochSecond(),
                        settings.ends().getEpochSecond(),
                        settings.internal(),
                        settings.external())
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
