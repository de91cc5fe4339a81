package org.s2slab.engine.checker.plain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the two tokens of a call, with its claims read as they have to be: texts, and times as whole seconds. */
record Layer(PlainToken token, Map<String, Object> claims) {
    static Layer of(PlainToken token) {
        return new Layer(token, token.claims());
    }

    /** A header that says no more than that there is no signature. */
    static boolean saysUnsigned(Map<String, Object> header) {
        return "none".equals(header.get("alg"))
                && header.keySet().stream().allMatch(name -> name.equals("alg") || name.equals("typ"))
                && "JWT".equals(header.getOrDefault("typ", "JWT"));
    }

    /** A claim that is a text, or nothing. */
    String text(String claim) {
        return claims.get(claim) instanceof String text ? text : "";
    }

    /** A moment in seconds since 1970, as a text or as a number of ten digits; null where it is nothing of the kind. */
    @Nullable
    Instant moment(String claim) {
        Object value = claims.get(claim);
        String digits = value instanceof PlainJson.Spelled spelled ? spelled.number() : text(claim);
        return digits.matches("[1-9][0-9]{9}") ? Instant.ofEpochSecond(Long.parseLong(digits)) : null;
    }

    /** A moment that a library made: a number may also have a fraction of a second, which is dropped (RFC 7519 2). */
    @Nullable
    Instant libraryMoment(String claim) {
        if (claims.get(claim) instanceof PlainJson.Spelled spelled
                && spelled.number().matches(".{1,32}")) {
            BigDecimal number = new BigDecimal(spelled.number());
            String whole = number.setScale(0, RoundingMode.DOWN).toPlainString();
            return whole.matches("[1-9][0-9]{9}") ? Instant.ofEpochSecond(Long.parseLong(whole)) : null;
        }
        return moment(claim);
    }

    /** Every claim is one of these and a text, but for times, and one that may be the JSON value true. */
    void knowsOnly(PlainVerdict<FactGroup> verdict, String flag, String... names) {
        for (Map.Entry<String, Object> claim : claims.entrySet()) {
            String name = claim.getKey();
            verdict.unless(List.of(names).contains(name), FactGroup.FORM, "a claim that nobody expects: " + name);
            boolean time = List.of("nbf", "exp", "iat").contains(name);
            verdict.unless(
                    (name.equals("roles") ? claim.getValue() instanceof List : claim.getValue() instanceof String)
                            || (name.equals(flag) && claim.getValue().equals(true))
                            || (time && claim.getValue() instanceof PlainJson.Spelled),
                    FactGroup.FORM,
                    "the claim " + name + " is no text");
        }
    }
}
