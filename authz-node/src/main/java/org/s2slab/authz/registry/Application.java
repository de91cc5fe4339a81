package org.s2slab.authz.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The registration of an application in its own tenant. Its display name and its credentials are those of its
 * {@link ServicePrincipal}, so that whatever changes one of the two changes both.
 *
 * @param appId the application's id, the same in every tenant
 * @param objectId the registration's own id, which is not the id of the principal
 * @param created when it was registered, in whole seconds
 */
public record Application(String appId, String objectId, Instant created) {
    public Application {
        created = created.truncatedTo(ChronoUnit.SECONDS);
    }
}
