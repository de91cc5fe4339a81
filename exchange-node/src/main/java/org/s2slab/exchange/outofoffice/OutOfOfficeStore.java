package org.s2slab.exchange.outofoffice;

import java.time.Clock;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.WriteTransaction;

/** Stores automatic reply settings, and the senders who got a reply since the settings were last changed. */
public record OutOfOfficeStore(Database database, Clock clock) {
    private static final RecordColumns<OutOfOfficeSettings> COLUMNS = new RecordColumns<>(OutOfOfficeSettings.class);

    /** The settings of a mailbox. */
    public OutOfOfficeSettings get(ReadTransaction rx, Mailbox mailbox) {
        return rx.first(
                        "SELECT " + COLUMNS.names() + " FROM out_of_office WHERE mailbox = ?",
                        COLUMNS::read,
                        mailbox.id())
                .orElseGet(() -> OutOfOfficeSettings.first(clock.instant()));
    }

    /** The current reply of a mailbox to senders; empty if the owner is not absent. */
    public String reply(ReadTransaction rx, Mailbox mailbox) {
        OutOfOfficeSettings settings = get(rx, mailbox);
        return settings.replies(clock.instant()) ? settings.internal() : "";
    }

    /** Replaces the settings of a mailbox. Each sender can then get one reply again. */
    void set(WriteTransaction tx, Mailbox mailbox, OutOfOfficeSettings settings) {
        COLUMNS.put(tx, "out_of_office", "mailbox", mailbox.id(), settings);
        tx.execute("DELETE FROM out_of_office_replies WHERE mailbox = ?", mailbox.id());
    }

    /**
     * The reply to a sender who did not get a reply yet. The sender counts as replied to when the transaction succeeds.
     */
    public Optional<String> takeReply(WriteTransaction tx, Mailbox mailbox, String sender) {
        String reply = reply(tx, mailbox);
        boolean isFirst = !reply.isBlank()
                && tx.execute(
                                "INSERT INTO out_of_office_replies (mailbox, sender) VALUES (?, ?)"
                                        + " ON CONFLICT (mailbox, sender) DO NOTHING",
                                mailbox.id(),
                                NameKey.of(sender))
                        > 0;
        return isFirst ? Optional.of(reply) : Optional.empty();
    }
}
