package org.s2slab.exchange.access;

import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.DistinguishedFolder;

/** Who may put items into the Recoverable Items folders of a mailbox, which is how an application archives. */
public final class ArchivingRight {
    private ArchivingRight() {}

    /**
     * Refuses an application that puts something into one of these folders without the role ArchiveApplication.
     *
     * @param folder the key of the folder that is written to; any other folder needs no right beyond the caller's own
     * @throws org.s2slab.exchange.responsecode.EwsFault ErrorAccessDenied
     */
    public static void require(EwsRequest request, String folder) {
        if (DistinguishedFolder.named(folder)
                .filter(DistinguishedFolder::isRecoverable)
                .isPresent()) {
            request.access()
                    .require(ApplicationRole.ARCHIVE, request.operation().name() + " in " + folder);
        }
    }
}
