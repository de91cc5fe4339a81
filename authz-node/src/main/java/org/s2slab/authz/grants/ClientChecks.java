package org.s2slab.authz.grants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.Credential.Origin;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.identity.Audience;
import org.s2slab.identity.HostName;
import org.s2slab.validation.Shown;

/** Looks at a client, its credential and the resource as the registry has them. */
final class ClientChecks {
    private ClientChecks() {}

    static @Nullable String registered(GrantEvidence evidence) {
        return evidence.isClientKnown()
                ? null
                : "the client is " + Shown.value(evidence.claimed()) + ", expected "
                        + (evidence.grant() == GrantType.ASSERTION ? "<application>@" + evidence.tenant() + ", " : "")
                        + "an application of tenant " + evidence.tenant();
    }

    static @Nullable String credential(GrantEvidence evidence) {
        if (evidence.isCredentialKnown()) {
            return null;
        }
        return evidence.hasAssertion()
                ? "x5t is "
                        + Credential.thumbprint(
                                evidence.assertion().thumbprints().get(0)) + ", expected a key of "
                        + evidence.client().appId()
                : "the secret is none of " + evidence.client().appId();
    }

    static @Nullable String proven(GrantEvidence evidence) {
        return evidence.isProven()
                ? null
                : "the signature does not verify with " + evidence.credential().shown();
    }

    static @Nullable String validity(GrantEvidence evidence) {
        Credential credential = evidence.credential();
        Instant now = Instant.ofEpochSecond(evidence.now());
        return credential.isValidAt(now)
                ? null
                : credential.shown() + " is valid from " + credential.start() + " to " + credential.end() + ", it is "
                        + now;
    }

    static @Nullable String origin(GrantEvidence evidence) {
        boolean shared = evidence.client().firstParty() && evidence.credential().origin() == Origin.ON_PREMISES;
        return shared && evidence.registry().dedicatedApplications()
                ? evidence.credential().shown() + " is of the tenant's own servers, "
                        + evidence.client().appId() + " is Microsoft's, expected an application of the tenant"
                : null;
    }

    static @Nullable String enabled(GrantEvidence evidence) {
        return evidence.client().accountEnabled() ? null : "AccountEnabled of the client is False, expected True";
    }

    static @Nullable String grant(GrantEvidence evidence) {
        return evidence.grant() == GrantType.ASSERTION && !evidence.client().trustedForDelegation()
                ? "grant_type is that of servers and the client's TrustedForDelegation is False,"
                        + " expected client_credentials"
                : null;
    }

    static @Nullable String resource(GrantEvidence evidence) {
        Audience resource = evidence.resource();
        TokenDoor door = evidence.request().door();
        String asked = Shown.value(evidence.request().asked());
        if (resource == null) {
            return door.resourceField() + " is " + asked + ", expected " + door.resourceForm()
                    + " of an application of tenant " + evidence.tenant();
        }
        if (!resource.realm().equals(evidence.tenant())) {
            return "resource is " + asked + ", expected one of tenant " + evidence.tenant();
        }
        if (!HostName.isWellFormed(resource.host())) {
            return door.resourceField() + " is " + asked + ", expected a well-formed host name (RFC 1123 section 2.1)";
        }
        ServicePrincipal principal = evidence.resourcePrincipal();
        if (principal == null) {
            return "resource is " + asked + ", expected an application of this tenant";
        }
        if (!principal.isNamedFor(resource.host())) {
            return "resource is " + asked + ", the names of " + principal.displayName() + " are "
                    + String.join(", ", principal.names());
        }
        return principal.accountEnabled() ? null : "AccountEnabled of the resource is False, expected True";
    }
}
