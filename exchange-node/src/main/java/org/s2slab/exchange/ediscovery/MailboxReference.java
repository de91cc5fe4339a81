package org.s2slab.exchange.ediscovery;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;

/** The reference to a mailbox in eDiscovery requests: a {@code ReferenceId} from a response, a GUID or an address. */
final class MailboxReference {
    private MailboxReference() {}

    /** The mailbox; empty where there is none, or it is not one alone. */
    static Optional<Mailbox> find(MailboxDirectory mailboxes, String reference) {
        String name = reference.strip();
        var found = mailboxes.all().stream()
                .filter(Mailbox::present)
                .filter(mailbox -> mailbox.legacyName().equalsIgnoreCase(name)
                        || mailbox.id().equalsIgnoreCase(name)
                        || mailbox.hasAddress(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
