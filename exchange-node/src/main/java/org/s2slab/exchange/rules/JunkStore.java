package org.s2slab.exchange.rules;

import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.WriteTransaction;

/** Stores the junk mail configurations of mailboxes. */
public final class JunkStore {
    private static final RecordColumns<JunkConfiguration> COLUMNS = new RecordColumns<>(JunkConfiguration.class);

    private JunkStore() {}

    /** The configuration of a mailbox. */
    public static JunkConfiguration of(ReadTransaction rx, Mailbox mailbox) {
        return rx.first(
                        "SELECT " + COLUMNS.names() + " FROM junk_configurations WHERE mailbox = ?",
                        COLUMNS::read,
                        mailbox.id())
                .orElse(JunkConfiguration.FIRST);
    }

    /** Replaces the configuration of a mailbox. */
    public static void put(WriteTransaction tx, Mailbox mailbox, JunkConfiguration configuration) {
        COLUMNS.put(tx, "junk_configurations", "mailbox", mailbox.id(), configuration);
    }
}
