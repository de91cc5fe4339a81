package org.s2slab.validation;

import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/**
 * One thing spoilt in a good token or in the world around it.
 *
 * @param rule the rule of the check-list it shows
 * @param refusedBy the rule that refuses it: the same, but for a kept result, whose rule sends the token to the others
 * @param title what is spoilt
 * @param withUser whether the good token speaks for a user
 */
record Spoiling(String rule, String refusedBy, String title, boolean withUser, Spoil spoil) {
    /** Spoils. */
    @FunctionalInterface
    interface Spoil {
        void in(ValidationWorld world, TestTokens token);
    }

    static Spoiling spoils(String rule, String title, Spoil spoil) {
        return new Spoiling(rule, rule, title, true, spoil);
    }

    static Spoiling alone(String rule, String title, Spoil spoil) {
        return new Spoiling(rule, rule, title, false, spoil);
    }

    /** The same of a good token of the authorization server. */
    static Spoiling issued(String rule, String title, Spoil spoil) {
        return spoils(rule, title + ", by the authorization server", (world, token) -> {
            issued(token);
            spoil.in(world, token);
        });
    }

    /** The same of a good access token of evoSTS, in which an application calls for itself. */
    static Spoiling access(String rule, String title, Spoil spoil) {
        return alone(rule, title + ", in an access token", (world, token) -> {
            token.asAccessToken(ValidationWorld.TENANT, TestKeys.named("server"));
            spoil.in(world, token);
        });
    }

    /** The same of a good access token of evoSTS, in which a client calls for anna. */
    static Spoiling person(String rule, String title, Spoil spoil) {
        return alone(rule, title + ", in a person's access token", (world, token) -> {
            token.asAccessTokenOfAnna(ValidationWorld.TENANT, TestKeys.named("server"));
            spoil.in(world, token);
        });
    }

    static TestTokens issued(TestTokens token) {
        return token.issuedBy(ValidationWorld.SERVER, TestKeys.named("server"));
    }

    /** What becomes of the spoilt token: the id of the refusing rule, or {@code accepted}. */
    String outcome(ValidationWorld world) {
        return world.outcome(spoilt(world).text());
    }

    TestTokens spoilt(ValidationWorld world) {
        TestTokens token = withUser ? TestTokens.forAnna() : TestTokens.alone();
        spoil.in(world, token);
        return token;
    }

    @Override
    public String toString() {
        return rule + " " + title;
    }
}
