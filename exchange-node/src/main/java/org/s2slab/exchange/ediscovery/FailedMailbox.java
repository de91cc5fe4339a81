package org.s2slab.exchange.ediscovery;

import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** A mailbox that cannot be searched (t:FailedSearchMailboxType), with its reference from the request. */
record FailedMailbox(String reference, String why, boolean archive) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The error number of a failed mailbox. The product's numbers are not documented. This value is the lab's own. */
    private static final String ERROR_CODE = "1";

    /**
     * The failure of a mailbox that does not exist or lacks the requested archive; empty if the mailbox can be
     * searched.
     */
    static Optional<FailedMailbox> of(String reference, Optional<Mailbox> mailbox, boolean archiveOnly) {
        if (mailbox.isEmpty()) {
            return Optional.of(new FailedMailbox(reference, "The mailbox couldn't be found.", archiveOnly));
        }
        return archiveOnly && !mailbox.get().archive()
                ? Optional.of(new FailedMailbox(reference, "The mailbox has no archive.", true))
                : Optional.empty();
    }

    void write(XmlWriter xml) {
        xml.open(T, "FailedMailbox")
                .element(T, "Mailbox", reference)
                .element(T, "ErrorCode", ERROR_CODE)
                .element(T, "ErrorMessage", why)
                .element(T, "IsArchive", Boolean.toString(archive))
                .close();
    }
}
