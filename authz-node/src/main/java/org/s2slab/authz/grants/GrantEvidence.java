package org.s2slab.authz.grants;

import com.nimbusds.jose.JWSAlgorithm;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.RsaEngine;
import org.s2slab.token.ActorTokenTemplate;
import org.s2slab.validation.ClientAssertion;

/** The facts about a parsed token request: the claimed client, its registry entries, the requested resource. */
final class GrantEvidence {
    private final TokenRequest request;
    private final GrantType grant;
    private final TenantSnapshot registry;
    private final @Nullable ClientAssertion assertion;
    private final String claimed;
    private final @Nullable ServicePrincipal client;
    private final @Nullable Credential credential;
    private final RequestedResource resource;
    private final RsaEngine engine;
    private final long now;
    private boolean proven;

    /**
     * @param assertion the assertion that authenticates the client, or null for a secret
     * @param now seconds since 1970
     */
    GrantEvidence(
            TokenRequest request,
            GrantType grant,
            TenantSnapshot registry,
            @Nullable ClientAssertion assertion,
            RsaEngine engine,
            long now) {
        this.request = request;
        this.grant = grant;
        this.registry = registry;
        this.assertion = assertion;
        this.engine = engine;
        this.now = now;
        claimed = claimed(request, assertion);
        client = registry.principal(idOf(claimed, grant, registry));
        credential = client == null ? null : credential(client);
        resource = RequestedResource.of(request, registry);
    }

    private static String claimed(TokenRequest request, @Nullable ClientAssertion assertion) {
        TokenRequest.Secret secret = request.secret();
        String name = assertion != null ? assertion.claim(ClaimNames.ISS) : secret == null ? null : secret.clientId();
        return name == null ? "" : name;
    }

    /**
     * The client id in a name. The name is {@code id@realm} with the tenant's realm, or, except in a server's assertion
     * ([MS-XOAUTH] 2.2), the id alone. The result is empty for any other name.
     */
    private static String idOf(String name, GrantType grant, TenantSnapshot registry) {
        int at = name.indexOf('@');
        if (at < 0) {
            return grant == GrantType.ASSERTION ? "" : name;
        }
        return name.substring(at + 1).equals(registry.tenant().id()) ? name.substring(0, at) : "";
    }

    private @Nullable Credential credential(ServicePrincipal principal) {
        if (assertion != null) {
            return registry.certificate(principal, assertion.thumbprints());
        }
        TokenRequest.Secret secret = request.secret();
        return secret == null ? null : principal.secret(secret.spellings());
    }

    TokenRequest request() {
        return request;
    }

    GrantType grant() {
        return grant;
    }

    TenantSnapshot registry() {
        return registry;
    }

    String tenant() {
        return registry.tenant().id();
    }

    /** The client name as the client wrote it. */
    String claimed() {
        return claimed;
    }

    /** Whether an assertion authenticates the client; otherwise a secret does. */
    boolean hasAssertion() {
        return assertion != null;
    }

    /** The assertion. Throws IllegalStateException if the request has no assertion. */
    ClientAssertion assertion() {
        if (assertion == null) {
            throw new IllegalStateException("the client has no assertion");
        }
        return assertion;
    }

    boolean isClientKnown() {
        return client != null;
    }

    /** The claimed application. Throws IllegalStateException if the tenant does not have it (F2 refuses first). */
    ServicePrincipal client() {
        if (client == null) {
            throw new IllegalStateException("the client is no application of the tenant");
        }
        return client;
    }

    boolean isCredentialKnown() {
        return credential != null;
    }

    /** The presented credential; IllegalStateException if it is unknown (then E4 refuses first). */
    Credential credential() {
        if (credential == null) {
            throw new IllegalStateException("the client has no such credential");
        }
        return credential;
    }

    /** Whether the client is authenticated. Verifies an assertion's signature. A secret was found by its hash. */
    boolean isProven() {
        var certificate = credential().certificate();
        if (assertion == null) {
            proven = credential().secretHash() != null;
        } else {
            proven = certificate != null && isSignedBy(certificate, assertion);
        }
        return proven;
    }

    private boolean isSignedBy(X509Certificate certificate, ClientAssertion signed) {
        PublicKey key = certificate.getPublicKey();
        return grant == GrantType.ASSERTION
                ? engine.verify(key, signed.signedBytes(), signed.signature())
                : engine.verify(
                        signed.isPss() ? JWSAlgorithm.PS256 : JWSAlgorithm.RS256,
                        key,
                        signed.signedBytes(),
                        signed.signature());
    }

    /** Whether {@link #isProven} was called and returned true, so that the client is authenticated. */
    boolean wasProven() {
        return proven;
    }

    /** The audience of a server-to-server token; null for a web API, or without a resource. */
    @Nullable
    Audience audience() {
        return resource.audience();
    }

    /**
     * The claims of a server-to-server token, from the registry only, never from the client's request (check K7).
     *
     * @param marked whether the token says that a key of the tenant proved one of Microsoft's applications
     */
    ActorTokenTemplate template(Audience audience, boolean marked) {
        ServicePrincipal client = client();
        ActorTokenTemplate template = ActorTokenTemplate.ofAuthorizationServer(
                        audience,
                        registry.tenant().issuer(),
                        new PrincipalId(client.appId(), tenant()),
                        client.trustedForDelegation(),
                        client.objectId())
                .with(roles());
        return marked && isShared() ? template.withTenantKey() : template;
    }

    /** Whether a key of the tenant proved one of Microsoft's applications. */
    boolean isShared() {
        return client().firstParty() && credential().origin() == Credential.Origin.ON_PREMISES;
    }

    /** The API of Microsoft or of the tenant for which a token was requested, or null. */
    @Nullable
    ServicePrincipal webApi() {
        return resource.webApi();
    }

    /** The resource's principal in this tenant, or null. */
    @Nullable
    ServicePrincipal resourcePrincipal() {
        Audience audience = resource.audience();
        return audience == null ? resource.webApi() : registry.principal(audience.id());
    }

    /** The client's application permissions at the resource: the claim {@code roles}, at endpoints for libraries. */
    List<String> roles() {
        ServicePrincipal principal = resourcePrincipal();
        return principal == null || !request.door().forLibraries() ? List.of() : client().rolesAt(principal.appId());
    }

    /** The time of the request in seconds since 1970. */
    long now() {
        return now;
    }
}
