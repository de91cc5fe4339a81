package org.s2slab.exchange.access;

import java.util.Optional;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.identity.PrincipalId;

/** Determines the depositor of new items: the application in the token, with or without a user. */
public final class DepositorResolver {
    private DepositorResolver() {}

    /**
     * The application, if the folder accepts deposits; empty for a user, and for every other folder.
     *
     * @throws org.s2slab.exchange.responsecode.EwsFault for an application without the right, see {@link
     *     ArchivingRightCheck}
     */
    public static Optional<PrincipalId> of(EwsRequest request, String folder) {
        PrincipalId application = request.caller().application();
        boolean takes = DistinguishedFolder.named(folder)
                .filter(DistinguishedFolder::takesDeposits)
                .isPresent();
        if (!takes || application == null) {
            return Optional.empty();
        }
        ArchivingRightCheck.require(request, folder);
        return Optional.of(application);
    }
}
