package org.s2slab.authz.grants;

import com.nimbusds.jose.JWSAlgorithm;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.identity.Audience;
import org.s2slab.pki.RsaEngine;
import org.s2slab.validation.ClientAssertion;

/** The facts about a parsed token request: claimed client, its registry entries, requested resource. */
final class GrantEvidence {
    private final TokenRequest request;
    private final GrantType grant;
    private final TenantSnapshot registry;
    private final @Nullable ClientAssertion assertion;
    private final String claimed;
    private final @Nullable ServicePrincipal client;
    private final @Nullable Credential credential;
    private final @Nullable Audience resource;
    private final RsaEngine engine;
    private final long now;
    private boolean proven;

    /**
     * @param assertion the assertion that authenticates the client, or null if a secret does
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
        resource = request.door().byScope() ? ofScope(request, registry) : audience(request.field("resource"));
    }

    private static String claimed(TokenRequest request, @Nullable ClientAssertion assertion) {
        TokenRequest.Secret secret = request.secret();
        String name = assertion != null ? assertion.claim("iss") : secret == null ? null : secret.clientId();
        return name == null ? "" : name;
    }

    /**
     * {@code id@realm} with the tenant's own realm, or the id alone, except in a server's assertion ([MS-XOAUTH] 2.2).
     * Any other name is unknown.
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

    private static @Nullable Audience audience(@Nullable String text) {
        try {
            return text == null ? null : Audience.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The application of this tenant that serves the scope's host, or null. */
    private static @Nullable Audience ofScope(TokenRequest request, TenantSnapshot registry) {
        String host = ScopeParser.hostOf(request.field("scope"));
        return host == null
                ? null
                : registry.serving(host)
                        .map(principal -> new Audience(
                                principal.appId(), host, registry.tenant().id()))
                        .orElse(null);
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

    /** The presented credential; IllegalStateException when it is unknown (then E4 refuses first). */
    Credential credential() {
        if (credential == null) {
            throw new IllegalStateException("the client has no such credential");
        }
        return credential;
    }

    /** Verifies the signature of the assertion. A secret was found by its hash, which authenticates the client. */
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

    /** The requested resource, or null when {@code resource} is not an audience. */
    @Nullable
    Audience resource() {
        return resource;
    }

    /** The resource's principal in this tenant, or null. */
    @Nullable
    ServicePrincipal resourcePrincipal() {
        return resource == null ? null : registry.principal(resource.id());
    }

    /** Seconds since 1970. */
    long now() {
        return now;
    }
}
