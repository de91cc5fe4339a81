package org.s2slab.authz.grants;

import java.util.Set;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.PrintableValue;

/** The grant types that this server supports. */
public enum GrantType {
    /** A server presents an assertion that it issued (the S2S library of 2013, and RFC 7523 section 2.1). */
    ASSERTION,
    /** An application authenticates with a secret or a signed assertion (RFC 6749 section 4.4). */
    CLIENT_CREDENTIALS,
    /**
     * The grants that need a signed-in user: codes, passwords, and the token of a user (on-behalf-of). The client is
     * authenticated, and then K6 refuses: people sign in only to programs without a credential (package signin).
     */
    OF_USERS;

    private static final String S2S = "http://oauth.net/grant_type/jwt/1.0/bearer";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String CREDENTIALS = "client_credentials";
    private static final Set<String> USERS = Set.of(
            "password",
            "authorization_code",
            "refresh_token",
            "device_code",
            "urn:ietf:params:oauth:grant-type:device_code");

    /** Parses {@code grant_type}; Refusal by K6 for types that are unknown or not supported at the endpoint. */
    static GrantType of(String name, TokenEndpointProfile door) {
        GrantType grant = switch (name) {
            case S2S -> ASSERTION;
            case JWT_BEARER -> door.grants().contains(ASSERTION) ? ASSERTION : OF_USERS;
            case CREDENTIALS -> CLIENT_CREDENTIALS;
            default -> USERS.contains(name) ? OF_USERS : null;
        };
        if (grant == null || !door.grants().contains(grant)) {
            throw new Refusal(
                    RefusalCode.GRANT_TYPE_UNSUPPORTED,
                    "K6",
                    Finding.of(
                            "grant_type is " + PrintableValue.value(name),
                            (door.grants().contains(ASSERTION)
                                    ? "'" + S2S + "', '" + JWT_BEARER + "' or '" + CREDENTIALS + "'"
                                    : "'" + CREDENTIALS + "'")));
        }
        return grant;
    }
}
