package org.s2slab.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cached token of a node, as an administrator may see it, without the text of the token.
 *
 * @param kind the kind of token
 * @param claims the names in the token
 * @param x5t thumbprint of this node's certificate by which it was obtained, or null for an outer token
 * @param tokenHash the actor token's hash, as in the journals of both sides; null before the token exists
 * @param notBefore the start of its validity; null before the token exists
 * @param expires the end of its validity; null before the token exists
 * @param state whether the node would present it now
 * @param error why the authorization server refused a token, or null
 */
public record KeptToken(
        Kind kind,
        Claims claims,
        @Nullable String x5t,
        @Nullable String tokenHash,
        @Nullable Instant notBefore,
        @Nullable Instant expires,
        State state,
        @Nullable String error) {
    /**
     * The names in a cached token.
     *
     * @param audience the resource
     * @param application the application that it names
     * @param issuer the signer; of an outer token, the application that wrapped it
     * @param user the user that an outer token names, or null
     */
    public record Claims(
            String audience,
            String application,
            String issuer,
            @Nullable String user) {}

    /** The kind of a cached token. */
    public enum Kind {
        /** An actor token that the node signed. */
        SELF_ISSUED,
        /** An actor token that an authorization server issued. */
        ISSUED,
        /** An outer token around an actor token. */
        OUTER
    }

    /** The current use of a cached token. */
    public enum State {
        /** The node presents it. */
        USABLE,
        /** The token was obtained in the future, because the clock was set back. The next call needs a new token. */
        NOT_BEGUN,
        /** The token has expired, or is in its last minutes. The next call needs a new token. */
        ENDED,
        /** A request for the token to the authorization server is running. */
        REQUESTED,
        /** The authorization server refused the token. The next call requests it again. */
        REFUSED
    }

    /** Determines the state by the rule for all cached tokens, {@link TokenIssuer#isUsable}. */
    public static State state(Instant obtained, Instant expires, Instant now) {
        if (TokenIssuer.isUsable(obtained, expires, now)) {
            return State.USABLE;
        }
        return now.isBefore(obtained) ? State.NOT_BEGUN : State.ENDED;
    }
}
