package org.s2slab.authz.graph;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.TokenEndpointProfile;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.Guid;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TokenView;
import org.s2slab.validation.BearerValidator;
import org.s2slab.validation.PrintableValue;

/**
 * Validates the tokens with which callers use Microsoft Graph: tokens that this server issued for Graph's audience, of an
 * application with its permissions, or of a person with directory roles.
 *
 * @param published the certificates whose keys may have signed a valid token
 */
public record GraphTokenValidator(
        TenantRegistry registry, Supplier<List<X509Certificate>> published, RsaEngine engine, Clock clock)
        implements BearerValidator {
    /** Seconds by which the clocks of issuer and receiver may differ, the default of Microsoft's libraries. */
    private static final long SKEW = 300;

    private static final Set<String> AUDIENCES =
            Set.of(WellKnownPrincipals.GRAPH, "https://graph.microsoft.com", "https://graph.microsoft.com/");

    @Override
    public Future<Caller> validate(
            String token, String host, int port, CallContext context, Consumer<Supplier<TokenInspection>> witness) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            witness.accept(() -> TokenInspection.unchecked(TokenView.of(token)));
            requireSignature(parsed);
            return Future.succeededFuture(caller(parsed.getJWTClaimsSet(), TokenHash.of(token)));
        } catch (ParseException e) {
            return Future.failedFuture(refusal(RefusalCode.TOKEN_FORM, "the token cannot be read", "a signed JWT"));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void requireSignature(SignedJWT token) {
        JWSHeader header = token.getHeader();
        if (!JWSAlgorithm.RS256.equals(header.getAlgorithm()) || header.getCriticalParams() != null) {
            throw refusal(RefusalCode.TOKEN_FORM, "alg is " + header.getAlgorithm(), "RS256, and no crit");
        }
        X509Certificate certificate = published.get().stream()
                .filter(known -> SigningKey.x5t(known).equals(header.getKeyID()))
                .findFirst()
                .orElseThrow(() -> refusal(
                        RefusalCode.TOKEN_SIGNATURE,
                        "kid is " + PrintableValue.value(header.getKeyID()),
                        "a key of this server"));
        boolean isSigned = engine.verify(
                certificate.getPublicKey(),
                token.getSigningInput(),
                token.getSignature().decode());
        if (!isSigned) {
            throw refusal(RefusalCode.TOKEN_SIGNATURE, "the signature does not verify", "a signature by that key");
        }
    }

    private Caller caller(JWTClaimsSet claims, String hash) throws ParseException {
        String id = String.valueOf(claims.getStringClaim("tid"));
        TenantSnapshot tenant = registry.named(id)
                .filter(known -> known.tenant().id().equals(id))
                .filter(known ->
                        TokenEndpointProfile.V1_ISSUER.replace("%s", id).equals(claims.getIssuer()))
                .orElseThrow(() -> refusal(
                        RefusalCode.TOKEN_TENANT,
                        "iss is " + PrintableValue.value(claims.getIssuer()) + ", tid " + PrintableValue.value(id),
                        "a tenant of this server"));
        List<String> audience = claims.getAudience();
        if (audience.size() != 1 || !AUDIENCES.contains(audience.get(0))) {
            throw refusal(
                    RefusalCode.TOKEN_AUDIENCE,
                    "aud is " + PrintableValue.value(String.join(" ", audience)),
                    "https://graph.microsoft.com");
        }
        requireTime(claims.getNotBeforeTime(), claims.getExpirationTime());
        String application = String.valueOf(claims.getStringClaim("appid"));
        String oid = String.valueOf(claims.getStringClaim(ClaimNames.OID));
        boolean isPerson = claims.getClaim("scp") != null;
        ServicePrincipal calling = tenant.principal(application);
        // The programs with which people sign in are no applications of the tenant.
        if (isPerson ? !Guid.isGuid(application) : calling == null || !calling.accountEnabled()) {
            throw refusal(
                    RefusalCode.TOKEN_APPLICATION,
                    "appid is " + PrintableValue.value(application),
                    "an enabled application of the tenant");
        }
        List<String> roles = claims.getStringListClaim(isPerson ? "wids" : ClaimNames.ROLES);
        var names = new UserIdentifiers(null, claims.getStringClaim(ClaimNames.UPN), null, null);
        ActingUser user = isPerson ? new ActingUser(oid, names, id, true) : null;
        PrincipalId principal = new PrincipalId(application, id);
        return new Caller(principal, principal, user, hash, roles == null ? List.of() : roles, false);
    }

    private void requireTime(@Nullable Date notBefore, @Nullable Date expires) {
        Instant now = clock.instant();
        if (notBefore == null
                || expires == null
                || now.plusSeconds(SKEW).isBefore(notBefore.toInstant())
                || now.minusSeconds(SKEW).isAfter(expires.toInstant())) {
            throw refusal(
                    RefusalCode.TOKEN_LIFETIME, "valid from " + notBefore + " to " + expires, "valid now, " + now);
        }
    }

    private static Refusal refusal(RefusalCode code, String found, String expected) {
        return new Refusal(code, Finding.of(found, expected));
    }
}
