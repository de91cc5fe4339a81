package org.s2slab.engine.checker.plain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the two tokens of a call. Its claims are texts, and times in whole seconds. */
record Layer(PlainToken token, Map<String, Object> claims) {
    static Layer of(PlainToken token) {
        return new Layer(token, token.claims());
    }

    /** Whether a header only says that the token is unsigned. */
    static boolean saysUnsigned(Map<String, Object> header) {
        return "none".equals(header.get("alg"))
                && header.keySet().stream().allMatch(name -> name.equals("alg") || name.equals("typ"))
                && "JWT".equals(header.getOrDefault("typ", "JWT"));
    }

    /** The text of a claim; empty if the claim is missing or not a text. */
    String text(String claim) {
        return claims.get(claim) instanceof String text ? text : "";
    }

    /** The time of a claim in seconds since 1970: a text or a number with ten digits. Null for any other value. */
    @Nullable
    Instant moment(String claim) {
        Object value = claims.get(claim);
        String digits = value instanceof PlainJson.Spelled spelled ? spelled.number() : text(claim);
        return digits.matches("[1-9][0-9]{9}") ? Instant.ofEpochSecond(Long.parseLong(digits)) : null;
    }

    /**
     * The time of a claim from a client library. A number can also have a fraction of a second, which is ignored (RFC
     * 7519 2).
     */
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

    /**
     * Checks that every claim has one of these names and is a text. Times are exceptions, and one claim can be the JSON
     * value true.
     */
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
