package org.s2slab.authz.cmdlets;

import java.util.stream.Stream;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.CmdletArguments;
import org.s2slab.refusal.Refusal;

/** Selects a service principal by one of the three parameter sets of the Msol cmdlets. */
final class PrincipalSelector {
    private static final String BY_APP = "AppPrincipalId";
    private static final String BY_OBJECT = "ObjectId";
    private static final String BY_NAME = "ServicePrincipalName";

    private PrincipalSelector() {}

    /** Whether a parameter that names a principal is present. */
    static boolean isGiven(CmdletArguments given) {
        return given.has(BY_APP) || given.has(BY_OBJECT) || given.has(BY_NAME);
    }

    /** The named principal; otherwise a Refusal NOT_FOUND in the words of the real cmdlets. */
    static ServicePrincipal of(CmdletArguments given, TenantSnapshot tenant) {
        return tenant.principals().values().stream()
                .filter(principal -> principal.hasPrincipal() && isMeant(given, principal))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Service principal was not found in tenant "
                        + tenant.tenant().name() + ". Get-MsolServicePrincipal lists those there are."));
    }

    private static boolean isMeant(CmdletArguments given, ServicePrincipal principal) {
        if (given.has(BY_APP)) {
            return principal.appId().equals(given.text(BY_APP));
        }
        if (given.has(BY_OBJECT)) {
            return principal.objectId().equals(given.text(BY_OBJECT));
        }
        // The id of an application is also a name of its principals.
        return Stream.concat(Stream.of(principal.appId()), principal.names().stream())
                .anyMatch(given.text(BY_NAME)::equalsIgnoreCase);
    }
}
