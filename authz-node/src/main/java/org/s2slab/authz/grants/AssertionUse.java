package org.s2slab.authz.grants;

import org.jspecify.annotations.Nullable;

/**
 * By what an assertion is known again.
 *
 * @param identity its issuer and its jti, or its issuer and the hash of its signed bytes (check K2)
 * @param until seconds since 1970 at which it could not be used any more: exp and the clock skew
 * @param again whether it was used before
 */
record AssertionUse(String identity, long until, boolean again) {
    static @Nullable AssertionUse of(GrantEvidence evidence) {
        return evidence.hasAssertion()
                ? new AssertionUse(
                        evidence.claimed() + " " + evidence.assertion().identity(),
                        evidence.assertion().expires() + AssertionChecks.SKEW,
                        false)
                : null;
    }

    AssertionUse seen() {
        return new AssertionUse(identity, until, true);
    }
}
