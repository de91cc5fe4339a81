package org.s2slab.authz.grants;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.s2slab.authz.grants.TokenEndpointProfile.Protocol;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.identity.ClaimNames;
import org.s2slab.pki.SigningKey;
import org.s2slab.token.SigningInput;
import org.s2slab.trace.IdGenerator;

/**
 * Creates app-only tokens for Exchange, for Microsoft Graph and for a tenant's own web API (<a
 * href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">access token claims</a>).
 * Microsoft's APIs get the form of v1.0. Another API gets the form of the endpoint at which the token was requested, with
 * the issuer of the endpoint's discovery document, because standard libraries compare them.
 *
 * @param dated whether tokens say that a key of the tenant proved one of Microsoft's applications
 */
record WebApiTokenFactory(IdGenerator ids, boolean dated) {
    /** The value of {@code azpacr} and {@code appidacr}: a secret or a certificate authenticated the client. */
    private static final String BY_SECRET = "1";

    private static final String BY_CERTIFICATE = "2";

    /** The audience: the application id in the form of v2.0, otherwise the resource as the client wrote it. */
    static String audience(GrantEvidence evidence, ServicePrincipal webApi) {
        String asked = evidence.request().asked();
        if (isSecondForm(evidence, webApi)) {
            return webApi.appId();
        }
        return String.valueOf(evidence.request().door().byScope() ? ScopeParser.resourceIn(asked) : asked);
    }

    /** Whether the token has the form of v2.0. Microsoft's own APIs accept tokens in the form of v1.0 only. */
    private static boolean isSecondForm(GrantEvidence evidence, ServicePrincipal webApi) {
        return evidence.request().door().protocol() == Protocol.V2 && !isOfMicrosoft(webApi);
    }

    private static boolean isOfMicrosoft(ServicePrincipal api) {
        return api.isGraph() || api.firstParty();
    }

    SigningInput of(GrantEvidence evidence, ServicePrincipal webApi, SigningKey key, Instant now, Instant expires) {
        ServicePrincipal client = evidence.client();
        boolean second = isSecondForm(evidence, webApi);
        String method = evidence.hasAssertion() ? BY_CERTIFICATE : BY_SECRET;
        String form = isOfMicrosoft(webApi)
                ? TokenEndpointProfile.V1_ISSUER
                : evidence.request().door().issuer();
        String issuer = form.replace("%s", evidence.tenant());
        Map<String, Object> claims = AccessTokenParts.claims(audience(evidence, webApi), issuer, now, expires);
        claims.put(second ? "azp" : ClaimNames.APPID, client.appId());
        claims.put(second ? "azpacr" : ClaimNames.APPIDACR, method);
        if (!second) {
            claims.put(ClaimNames.IDP, issuer);
        }
        if (isOfMicrosoft(webApi)) {
            claims.put(ClaimNames.IDTYP, ClaimNames.APPLICATION_TYPE);
        }
        claims.put(ClaimNames.OID, client.objectId());
        List<String> roles = evidence.roles();
        if (!roles.isEmpty()) {
            claims.put(ClaimNames.ROLES, roles);
        }
        claims.put(ClaimNames.SUB, client.objectId());
        claims.put(ClaimNames.TID, evidence.tenant());
        if (isOfMicrosoft(webApi)) {
            claims.put(ClaimNames.UTI, AccessTokenParts.tokenId(ids));
        }
        claims.put(ClaimNames.VER, second ? "2.0" : "1.0");
        if (dated && evidence.isShared()) {
            claims.put(ClaimNames.TENANT_CREDENTIAL, "true");
        }
        return SigningInput.of(AccessTokenParts.header(key), claims, key);
    }
}
