package org.s2slab.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;

/** The unsigned token that names the user and embeds the actor token ([MS-XOAUTH] 4.4). */
record OuterToken(String compact, Instant notBefore, Instant expires) {
    private static final String HEADER = CompactFormWriter.part(header());

    /** The content of an outer token, without its dates. */
    record Content(
            String actorToken, Audience audience, PrincipalId issuer, UserIdentifiers user, String identityProvider) {
        Content {
            if (user.isEmpty()) {
                throw new IllegalArgumentException("user: an outer token names a user by SID, UPN, SMTP or SIP");
            }
        }

        /** The user's name at the identity provider: the SID if it is known, else the UPN, else an address. */
        private String nameid() {
            if (user.sid() != null) {
                return user.sid();
            }
            return user.upn() == null ? user.label() : user.upn();
        }

        private Map<String, Object> payload(Instant notBefore, Instant expires) {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put(ClaimNames.AUD, audience.toString());
            claims.put(ClaimNames.ISS, issuer.toString());
            claims.put(ClaimNames.NBF, Long.toString(notBefore.getEpochSecond()));
            claims.put(ClaimNames.EXP, Long.toString(expires.getEpochSecond()));
            claims.put(ClaimNames.NAMEID, nameid());
            claims.put(ClaimNames.NII, identityProvider);
            putIfKnown(claims, ClaimNames.SMTP, user.smtp());
            putIfKnown(claims, ClaimNames.SIP, user.sip());
            putIfKnown(claims, ClaimNames.UPN, user.upn());
            claims.put(ClaimNames.ACTORTOKEN, actorToken);
            return claims;
        }
    }

    static OuterToken of(Content content, Instant notBefore, Instant expires) {
        if (!notBefore.isBefore(expires)) {
            throw new IllegalArgumentException(
                    "actor token: it ends at " + expires + ", nothing can be wrapped around it from " + notBefore);
        }
        String payload = CompactFormWriter.part(content.payload(notBefore, expires));
        // An unsigned token ends with the dot after which a signature would stand.
        return new OuterToken(HEADER + "." + payload + ".", notBefore, expires);
    }

    private static Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(ClaimNames.TYP, "JWT");
        header.put(ClaimNames.ALG, "none");
        return header;
    }

    private static void putIfKnown(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "OuterToken[" + notBefore + " to " + expires + "]";
    }
}
