package org.s2slab.token;

import java.time.Instant;

/**
 * A signed token that names the calling application. Its text form never shows the token.
 *
 * @param compact the token as it is sent
 * @param origin whether it was made for this call or cached from an earlier one
 */
public record ActorToken(String compact, Instant notBefore, Instant expires, Origin origin) {
    /** The origin of a token: this node's signature, an authorization server, or the cache of an earlier call. */
    public enum Origin {
        SIGNED,
        ISSUED,
        REUSED
    }

    public ActorToken {
        if (!notBefore.isBefore(expires)) {
            throw new IllegalArgumentException("exp: " + expires + " is not after nbf " + notBefore);
        }
    }

    /** Returns this token marked as cached from an earlier call. */
    public ActorToken reused() {
        return new ActorToken(compact, notBefore, expires, Origin.REUSED);
    }

    @Override
    public String toString() {
        return "ActorToken[" + notBefore + " to " + expires + ", " + origin + "]";
    }
}
