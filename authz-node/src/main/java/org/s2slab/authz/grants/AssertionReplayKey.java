package org.s2slab.authz.grants;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TokenHash;

/**
 * The replay key of an assertion.
 *
 * @param name its issuer and its jti, or its issuer and the hash of its signed bytes (check K2)
 * @param until seconds since 1970 after which it cannot be used: exp and the clock skew
 * @param again whether it was used before
 */
record AssertionReplayKey(String name, long until, boolean again) {
    /** Length of a hash that is different for all names, in characters of six bits. */
    private static final int LENGTH = 22;

    static @Nullable AssertionReplayKey of(GrantEvidence evidence) {
        return evidence.hasAssertion()
                ? new AssertionReplayKey(
                        evidence.claimed() + " " + evidence.assertion().identity(),
                        evidence.assertion().expires() + AssertionClaimChecks.SKEW,
                        false)
                : null;
    }

    /** The first characters of the name's hash. Names are long, and every token needs a stored key. */
    String identity() {
        return identity(name);
    }

    static String identity(String name) {
        return TokenHash.ofBytes(name.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
    }

    AssertionReplayKey seen() {
        return new AssertionReplayKey(name, until, true);
    }
}
