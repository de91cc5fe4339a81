package org.s2slab.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that a node keeps to present it again, as an administrator may see it: its text is not in here.
 *
 * @param kind which kind of token
 * @param audience for which resource
 * @param application whom it names
 * @param issuer who signed it; for an outer token, who wrapped it
 * @param user whom an outer token names, or null
 * @param x5t thumbprint of this node's certificate by which it was obtained, or null for an outer token
 * @param tokenHash the actor token's hash, as in the journals of both sides; null while there is no token
 * @param notBefore when it begins, or null while there is no token
 * @param expires when it ends, or null while there is no token
 * @param state whether the node would present it now
 * @param error why the authorization server gave no token, or null
 */
public record KeptToken(
        Kind kind,
        String audience,
        String application,
        String issuer,
        @Nullable String user,
        @Nullable String x5t,
        @Nullable String tokenHash,
        @Nullable Instant notBefore,
        @Nullable Instant expires,
        State state,
        @Nullable String error) {
    /** Which kind of token. */
    public enum Kind {
        /** An actor token that the node signed. */
        SELF_ISSUED,
        /** An actor token that an authorization server issued. */
        ISSUED,
        /** An outer token around an actor token. */
        OUTER
    }

    /** What the node would do with it now. */
    public enum State {
        /** The node presents it. */
        USABLE,
        /** It was obtained later than it is now: the clock was set back. The next call needs a new one. */
        NOT_BEGUN,
        /** It has ended, or is in its last minutes. The next call needs a new one. */
        ENDED,
        /** The authorization server is being asked for it. */
        REQUESTED,
        /** The authorization server gave none. The next call asks again. */
        REFUSED
    }

    /** By the rule for every cached token, {@link TokenIssuer#isUsable}. */
    public static State state(Instant obtained, Instant expires, Instant now) {
        if (TokenIssuer.isUsable(obtained, expires, now)) {
            return State.USABLE;
        }
        return now.isBefore(obtained) ? State.NOT_BEGUN : State.ENDED;
    }
}
