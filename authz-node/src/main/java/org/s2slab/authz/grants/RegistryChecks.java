package org.s2slab.authz.grants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.Credential.Origin;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.identity.Audience;
import org.s2slab.identity.HostNameSyntax;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.PrintableValue;

/** Checks the client, its credential and the resource against the registry. */
final class RegistryChecks {
    private RegistryChecks() {}

    static @Nullable Finding registered(GrantEvidence evidence) {
        return evidence.isClientKnown()
                ? null
                : Finding.of(
                        "the client is " + PrintableValue.value(evidence.claimed()),
                        (evidence.grant() == GrantType.ASSERTION ? "<application>@" + evidence.tenant() + ", " : "")
                                + "an application of tenant " + evidence.tenant());
    }

    static @Nullable Finding credential(GrantEvidence evidence) {
        if (evidence.isCredentialKnown()) {
            return null;
        }
        return evidence.hasAssertion()
                ? Finding.of(
                        "x5t is "
                                + Credential.thumbprint(
                                        evidence.assertion().thumbprints().get(0)),
                        "a key of " + evidence.client().appId())
                : Finding.of(
                        "an unknown secret", "a secret of " + evidence.client().appId());
    }

    static @Nullable Finding proven(GrantEvidence evidence) {
        return evidence.isProven()
                ? null
                : Finding.of(
                        "the signature does not verify with "
                                + evidence.credential().shown(),
                        "a signature by that key of " + evidence.client().appId());
    }

    static @Nullable Finding validity(GrantEvidence evidence) {
        Credential credential = evidence.credential();
        Instant now = Instant.ofEpochSecond(evidence.now());
        return credential.isValidAt(now)
                ? null
                : Finding.of(
                        credential.shown() + " is valid from " + credential.start() + " to " + credential.end(),
                        "valid now, " + now);
    }

    static @Nullable Finding origin(GrantEvidence evidence) {
        boolean shared = evidence.client().firstParty() && evidence.credential().origin() == Origin.ON_PREMISES;
        return shared && evidence.registry().dedicatedApplications()
                ? Finding.of(
                        evidence.credential().shown() + " is of the tenant's own servers, "
                                + evidence.client().appId() + " is Microsoft's",
                        "an application of the tenant")
                : null;
    }

    static @Nullable Finding enabled(GrantEvidence evidence) {
        return evidence.client().accountEnabled() ? null : Finding.of("AccountEnabled of the client is False", "True");
    }

    static @Nullable Finding grant(GrantEvidence evidence) {
        if (evidence.grant() == GrantType.OF_USERS) {
            return Finding.of(
                    "grant_type is "
                            + PrintableValue.value(evidence.request().field("grant_type"))
                            + ", a grant of people, from a client with a credential",
                    "client_credentials, or a code from a client without a credential");
        }
        return evidence.grant() == GrantType.ASSERTION && !evidence.client().trustedForDelegation()
                ? Finding.of(
                        "grant_type is that of servers and the client's TrustedForDelegation is False",
                        "client_credentials")
                : null;
    }

    static @Nullable Finding resource(GrantEvidence evidence) {
        ServicePrincipal webApi = evidence.webApi();
        Audience resource = evidence.audience();
        TokenEndpointProfile door = evidence.request().door();
        String asked = PrintableValue.value(evidence.request().asked());
        if (webApi != null) {
            return enabledResource(webApi);
        }
        if (resource == null) {
            return Finding.of(
                    door.resourceField() + " is " + asked,
                    door.resourceForm() + " of an application of tenant " + evidence.tenant());
        }
        if (!resource.realm().equals(evidence.tenant())) {
            return Finding.of("resource is " + asked, "one of tenant " + evidence.tenant());
        }
        if (!HostNameSyntax.isWellFormed(resource.host())) {
            return Finding.of(door.resourceField() + " is " + asked, "a well-formed host name (RFC 1123 section 2.1)");
        }
        ServicePrincipal principal = evidence.resourcePrincipal();
        if (principal == null) {
            return Finding.of("resource is " + asked, "an application of this tenant");
        }
        if (!principal.isNamedFor(resource.host())) {
            return Finding.of(
                    "resource is " + asked,
                    "one of the names of " + principal.displayName() + ": " + String.join(", ", principal.names()));
        }
        return enabledResource(principal);
    }

    private static @Nullable Finding enabledResource(ServicePrincipal principal) {
        return principal.accountEnabled() ? null : Finding.of("AccountEnabled of the resource is False", "True");
    }
}
