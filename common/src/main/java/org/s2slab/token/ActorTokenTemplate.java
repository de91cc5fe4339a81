package org.s2slab.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;

/**
 * The content of an actor token without dates and signature ([MS-XOAUTH] 4.1, 4.2).
 *
 * @param style the form of the token, which differs between products and the authorization server
 * @param audience the audience
 * @param issuer the issuer, which signs
 * @param nameid the application of the token; equal to the issuer if a product signs for itself
 * @param trustedForDelegation the claim's text, or null to leave it out
 * @param objectId the service principal's object id, or null; the authorization server's style only
 * @param roles the permissions of the application at the resource; if empty, the token has no {@code roles} claim
 * @param tenantKey whether the token says that a credential of the tenant authenticated the application
 */
public record ActorTokenTemplate(
        Style style,
        String audience,
        PrincipalId issuer,
        PrincipalId nameid,
        @Nullable String trustedForDelegation,
        @Nullable String objectId,
        List<String> roles,
        boolean tenantKey) {
    /** The form of an actor token (a sender chooses by role, a receiver accepts both). */
    public enum Style {
        /** Every value is a text, dates included. The order is aud, iss, nbf, exp, nameid, trustedfordelegation. */
        SELF_ISSUED,
        /** Dates are numbers, {@code iat} and {@code identityprovider} are present, kid in the header repeats x5t. */
        AUTHORIZATION_SERVER
    }

    /**
     * The content of a self-issued token. It has the delegation claim only if an outer token will name a user. A token
     * for the application alone must not be usable as an actor token.
     */
    public static ActorTokenTemplate selfIssued(Audience audience, PrincipalId self, boolean forUser) {
        return new ActorTokenTemplate(
                Style.SELF_ISSUED, audience.toString(), self, self, forUser ? "true" : null, null, List.of(), false);
    }

    /** The content of a token that the authorization server issues for one of its applications. */
    public static ActorTokenTemplate ofAuthorizationServer(
            Audience audience,
            PrincipalId server,
            PrincipalId application,
            boolean trusted,
            @Nullable String objectId) {
        return new ActorTokenTemplate(
                Style.AUTHORIZATION_SERVER,
                audience.toString(),
                server,
                application,
                Boolean.toString(trusted),
                objectId,
                List.of(),
                false);
    }

    /** The same content, which also says that a credential of the tenant authenticated the application. */
    public ActorTokenTemplate withTenantKey() {
        return new ActorTokenTemplate(style, audience, issuer, nameid, trustedForDelegation, objectId, roles, true);
    }

    /** The same content with the application's permissions at the resource ({@code roles}). */
    public ActorTokenTemplate with(List<String> permissions) {
        return new ActorTokenTemplate(
                style, audience, issuer, nameid, trustedForDelegation, objectId, List.copyOf(permissions), tenantKey);
    }

    Map<String, Object> header(SigningKey key) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(ClaimNames.TYP, "JWT");
        header.put(ClaimNames.ALG, "RS256");
        header.put(ClaimNames.X5T, key.x5t());
        if (style == Style.AUTHORIZATION_SERVER) {
            header.put(ClaimNames.KID, key.x5t());
        }
        return header;
    }

    Map<String, Object> payload(Instant notBefore, Instant expires) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(ClaimNames.AUD, audience);
        claims.put(ClaimNames.ISS, issuer.toString());
        if (style == Style.AUTHORIZATION_SERVER) {
            claims.put(ClaimNames.IAT, notBefore.getEpochSecond());
        }
        claims.put(ClaimNames.NBF, time(notBefore));
        claims.put(ClaimNames.EXP, time(expires));
        if (style == Style.AUTHORIZATION_SERVER) {
            claims.put(ClaimNames.IDENTITY_PROVIDER, issuer.toString());
        }
        claims.put(ClaimNames.NAMEID, nameid.toString());
        if (style == Style.AUTHORIZATION_SERVER && objectId != null) {
            claims.put(ClaimNames.OID, objectId);
            claims.put(ClaimNames.SUB, objectId);
        }
        if (trustedForDelegation != null) {
            claims.put(ClaimNames.TRUSTED_FOR_DELEGATION, trustedForDelegation);
        }
        if (!roles.isEmpty()) {
            claims.put(ClaimNames.ROLES, roles);
        }
        if (tenantKey) {
            claims.put(ClaimNames.TENANT_CREDENTIAL, "true");
        }
        return claims;
    }

    private Object time(Instant moment) {
        long seconds = moment.getEpochSecond();
        return style == Style.AUTHORIZATION_SERVER ? (Object) seconds : Long.toString(seconds);
    }
}
