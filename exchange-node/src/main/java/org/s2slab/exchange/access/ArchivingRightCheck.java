package org.s2slab.exchange.access;

import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.ews.ApplicationPermissions;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.DistinguishedFolder;

/** Checks the right to archive: to store items in the Recoverable Items folders of a mailbox. */
public final class ArchivingRightCheck {
    private ArchivingRightCheck() {}

    /**
     * Refuses an application that stores items in these folders without the role ArchiveApplication. An application of
     * the tenant with the permission for all mailboxes needs no role.
     *
     * @param folder the key of the target folder; folders outside of Recoverable Items need no further right
     * @throws org.s2slab.exchange.responsecode.EwsFault ErrorAccessDenied
     */
    public static void require(EwsRequest request, String folder) {
        if (DistinguishedFolder.named(folder)
                .filter(DistinguishedFolder::isRecoverable)
                .filter(recoverable -> !request.caller().roles().contains(ApplicationPermissions.EVERY_MAILBOX))
                .isPresent()) {
            request.access()
                    .require(ApplicationRole.ARCHIVE, request.operation().name() + " in " + folder);
        }
    }
}
