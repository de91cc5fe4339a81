package org.s2slab.exchange.autodiscover;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.validation.UserDirectory.Kind;

/** Looks up mailboxes by mail address. Every authenticated caller may look up any mailbox. */
record AutodiscoverLookup(MailboxDirectory directory) {
    /** The mailbox with this SMTP address; empty if no account or several have it, or the account has no mailbox. */
    Optional<Mailbox> byAddress(String smtpAddress) {
        List<Mailbox> found = directory.find(Kind.SMTP, smtpAddress);
        return found.size() == 1 ? found.stream().filter(Mailbox::present).findFirst() : Optional.empty();
    }

    /** Any mailbox with an address in a domain; empty if nobody has one. */
    Optional<Mailbox> inDomain(String domain) {
        String end = "@" + domain.toLowerCase(Locale.ROOT);
        return directory.all().stream()
                .filter(Mailbox::present)
                .filter(mailbox ->
                        mailbox.primaryAddress().toLowerCase(Locale.ROOT).endsWith(end))
                .findFirst();
    }
}
