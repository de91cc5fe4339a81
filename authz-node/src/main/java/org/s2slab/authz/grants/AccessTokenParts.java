package org.s2slab.authz.grants;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.s2slab.identity.ClaimNames;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.IdGenerator;

/** The parts that all access tokens for web APIs share. */
public final class AccessTokenParts {
    /** Entra's default lifetime of an access token is random, between 60 and 90 minutes. */
    private static final int SHORTEST = 3600;

    private static final int SPREAD = 1801;

    private AccessTokenParts() {}

    /** Chooses a lifetime in seconds. */
    public static long lifetime(IdGenerator ids) {
        return SHORTEST + Long.parseLong(ids.hex(8), 16) % SPREAD;
    }

    /** A unique id of a token in the form of Entra: 16 bytes in base64url. */
    public static String tokenId(IdGenerator ids) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(ids.hex(32)));
    }

    /** The header of a token that a key signs. */
    public static Map<String, Object> header(SigningKey key) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(ClaimNames.TYP, "JWT");
        header.put(ClaimNames.ALG, "RS256");
        header.put(ClaimNames.X5T, key.x5t());
        header.put(ClaimNames.KID, key.x5t());
        return header;
    }

    /** The first claims of a token, to which others can be added. */
    public static Map<String, Object> claims(String audience, String issuer, Instant now, Instant expires) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(ClaimNames.AUD, audience);
        claims.put(ClaimNames.ISS, issuer);
        claims.put(ClaimNames.IAT, now.getEpochSecond());
        claims.put(ClaimNames.NBF, now.getEpochSecond());
        claims.put(ClaimNames.EXP, expires.getEpochSecond());
        return claims;
    }
}
