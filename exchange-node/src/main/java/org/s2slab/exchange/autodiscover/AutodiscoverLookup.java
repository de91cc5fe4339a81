package org.s2slab.exchange.autodiscover;

import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.validation.UserDirectory.Kind;

/** The mailboxes that can be found by a mail address; whoever has proved who they are may look for any. */
final class AutodiscoverLookup {
    private final MailboxDirectory directory;

    AutodiscoverLookup(MailboxDirectory directory) {
        this.directory = directory;
    }

    /** The one mailbox with this SMTP address; empty where nobody or more than one account has it, or no mailbox. */
    Optional<Mailbox> byAddress(String smtpAddress) {
        List<Mailbox> found = directory.find(Kind.SMTP, smtpAddress);
        return found.size() == 1 ? found.stream().filter(Mailbox::present).findFirst() : Optional.empty();
    }
}
