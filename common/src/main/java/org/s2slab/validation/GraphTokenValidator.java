package org.s2slab.validation;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.EvoStsIssuer;
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
import org.s2slab.trace.TokenEvidence;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TokenView;

/**
 * Validates the tokens with which callers use Microsoft Graph: tokens of an authorization server in the form of v1.0 for
 * Graph's audience, of an application with its permissions, or of a person with directory roles.
 *
 * @param issuers the tenants, keys and applications that this server knows
 */
public record GraphTokenValidator(Issuers issuers, RsaEngine engine, Clock clock) implements BearerValidator {
    /** Seconds by which the clocks of issuer and receiver may differ, the default of Microsoft's libraries. */
    private static final long SKEW = 300;

    private static final String ISSUER = "https://sts.windows.net/%s/";

    private static final Set<String> AUDIENCES =
            Set.of(WellKnownPrincipals.GRAPH, "https://graph.microsoft.com", "https://graph.microsoft.com/");

    /** What a server knows about the issuers of tokens. */
    public interface Issuers {
        /** Whether a tenant is this server's. It is compared before a key is looked up. */
        boolean isTenant(String tenant);

        /** The certificate whose key signs tokens of a tenant, by its thumbprint. */
        Future<Optional<X509Certificate>> certificate(String tenant, String x5t, CallContext context);

        /** Whether a tenant has an enabled application, whose principal has this object id. */
        boolean isApplication(String tenant, String application, String objectId);
    }

    @Override
    public Future<Caller> validate(
            String token, String host, int port, CallContext context, Consumer<Supplier<TokenInspection>> witness) {
        try {
            CompactToken parsed = CompactToken.of(token);
            Rule.refuseByFirst(TextRules.RULES, parsed);
            witness.accept(() -> TokenInspection.unchecked(TokenView.of(token)));
            String x5t = thumbprint(parsed.header());
            ClaimSet claims = new ClaimSet(parsed.payload());
            String tenant = tenant(claims);
            return issuers.certificate(tenant, x5t, context).map(found -> {
                requireSignature(parsed, x5t, found);
                found.ifPresent(known -> witness.accept(() -> new TokenInspection(
                        TokenView.of(token), List.of(), evidence(known, tenant, claims.shown("appid")))));
                return caller(parsed, claims, tenant, TokenHash.of(token));
            });
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** The key that signed, and the tenant's issuer. A token for Graph needs no registration at the server. */
    private static TokenEvidence evidence(X509Certificate key, String tenant, String application) {
        return new TokenEvidence(SigningKey.thumbprint(key), EvoStsIssuer.of(tenant), null, application, null, false);
    }

    private static String thumbprint(JsonMembers header) {
        String algorithm = header.string(ClaimNames.ALG);
        String key = header.string(ClaimNames.KID);
        if (!"RS256".equals(algorithm) || header.has("crit") || key == null) {
            throw refusal(
                    RefusalCode.TOKEN_FORM, "alg is " + PrintableValue.value(algorithm), "RS256, a kid, and no crit");
        }
        return key;
    }

    private String tenant(ClaimSet claims) {
        String id = String.valueOf(claims.text("tid"));
        if (!issuers.isTenant(id) || !ISSUER.formatted(id).equals(claims.issuer())) {
            throw refusal(
                    RefusalCode.TOKEN_TENANT,
                    "iss is " + claims.shown(ClaimNames.ISS) + ", tid " + claims.shown("tid"),
                    "a tenant of this server");
        }
        return id;
    }

    private void requireSignature(CompactToken token, String x5t, Optional<X509Certificate> certificate) {
        X509Certificate known = certificate.orElseThrow(() -> refusal(
                RefusalCode.TOKEN_SIGNATURE, "kid is " + PrintableValue.value(x5t), "a key of the tenant's issuer"));
        if (!engine.verify(known.getPublicKey(), token.signedBytes(), token.signature())) {
            throw refusal(RefusalCode.TOKEN_SIGNATURE, "the signature does not verify", "a signature by that key");
        }
    }

    private Caller caller(CompactToken token, ClaimSet claims, String tenant, String hash) {
        if (!AUDIENCES.contains(String.valueOf(claims.audience()))) {
            throw refusal(
                    RefusalCode.TOKEN_AUDIENCE,
                    "aud is " + claims.shown(ClaimNames.AUD),
                    "https://graph.microsoft.com");
        }
        requireTime(claims);
        String application = String.valueOf(claims.text("appid"));
        boolean isPerson = claims.members().has("scp");
        // The programs with which people sign in are no applications of the tenant.
        String oid = String.valueOf(claims.text(ClaimNames.OID));
        if (isPerson ? !Guid.isGuid(application) : !issuers.isApplication(tenant, application, oid)) {
            throw refusal(
                    RefusalCode.TOKEN_APPLICATION,
                    "appid is " + claims.shown("appid") + ", oid " + claims.shown(ClaimNames.OID),
                    "an enabled application of the tenant");
        }
        var names = new UserIdentifiers(null, claims.text(ClaimNames.UPN), null, null);
        ActingUser user = isPerson ? new ActingUser(oid, names, tenant, true) : null;
        PrincipalId principal = new PrincipalId(application, tenant);
        List<String> roles = new ArrayList<>(token.texts(isPerson ? "wids" : ClaimNames.ROLES));
        if (isPerson) {
            roles.addAll(List.of(String.valueOf(claims.text("scp")).split(" ", -1)));
        }
        return new Caller(principal, principal, user, hash, roles, false);
    }

    private void requireTime(ClaimSet claims) {
        long now = clock.instant().getEpochSecond();
        long from = claims.notBefore();
        long until = claims.expires();
        if (from < 0 || until < 0 || now + SKEW < from || now - SKEW > until) {
            throw refusal(RefusalCode.TOKEN_LIFETIME, "valid from " + from + " to " + until, "valid now, " + now);
        }
    }

    private static Refusal refusal(RefusalCode code, String found, String expected) {
        return new Refusal(code, Finding.of(found, expected));
    }
}
