package org.s2slab.validation;

import java.time.Instant;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;

/** The found and the expected value of a rule that compares two values. */
record ComparedValues(String found, String expected) {
    /** The values of a rule after the signature is verified. */
    static Function<TokenFacts, @Nullable ComparedValues> after(
            Function<VerifiedEvidence, @Nullable ComparedValues> values) {
        return known -> known.evidence() == null ? null : values.apply(known.evidence());
    }

    /** The values of a rule for the result of the directory. */
    static Function<TokenFacts, @Nullable ComparedValues> users(Function<UserMatches, ComparedValues> values) {
        return known -> known.users() == null ? null : values.apply(known.users());
    }

    /** A part of the audience. */
    static Function<TokenFacts, @Nullable ComparedValues> audience(
            Function<Audience, String> part, Function<VerifiedEvidence, String> expected) {
        return after(
                e -> e.audience() == null ? null : new ComparedValues(part.apply(e.audience()), expected.apply(e)));
    }

    /** A value of the outer token. */
    static Function<TokenFacts, @Nullable ComparedValues> outer(
            Function<ClaimSet, String> found, Function<VerifiedEvidence, String> expected) {
        return after(e -> e.outer() == null ? null : new ComparedValues(found.apply(e.outer()), expected.apply(e)));
    }

    /** A value of each token. */
    static Function<TokenFacts, @Nullable ComparedValues> each(
            Function<ClaimSet, String> found, Function<VerifiedEvidence, String> expected) {
        return after(e -> {
            String actor = "actor token " + found.apply(e.actor().claims());
            String both = e.outer() == null ? actor : actor + "; outer token " + found.apply(e.outer());
            return new ComparedValues(both, expected.apply(e));
        });
    }

    /** The application that the actor token names. */
    static Function<TokenFacts, @Nullable ComparedValues> application(Function<VerifiedEvidence, String> expected) {
        return after(
                e -> new ComparedValues(e.actor().claims().shown(e.actor().applicationClaim()), expected.apply(e)));
    }

    static @Nullable ComparedValues algorithms(TokenFacts known) {
        if (known.signedHeader() == null) {
            return null;
        }
        String signed = PrintableValue.value(known.signedHeader().string("alg"));
        return known.outerHeader() == null
                ? new ComparedValues(signed, "'RS256'")
                : new ComparedValues(
                        signed + " around "
                                + PrintableValue.value(known.outerHeader().string("alg")),
                        "'RS256' around 'none'");
    }

    /** A member of the signed layer's header. */
    static @Nullable ComparedValues header(TokenFacts known, String name, String expected) {
        return known.signedHeader() == null
                ? null
                : new ComparedValues(PrintableValue.value(known.signedHeader().string(name)), expected);
    }

    /** A claim of the signed layer. */
    static @Nullable ComparedValues signed(TokenFacts known, String name, String expected) {
        return known.signed() == null ? null : new ComparedValues(known.signed().shown(name), expected);
    }

    static String window(ClaimSet claims) {
        return time(claims.notBefore()) + " to " + time(claims.expires());
    }

    static String served(VerifiedEvidence evidence) {
        return "one of " + new TreeSet<>(evidence.realms());
    }

    static String time(long seconds) {
        return seconds < 0 ? "no time" : Instant.ofEpochSecond(seconds).toString();
    }
}
