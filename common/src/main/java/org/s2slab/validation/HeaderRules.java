package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;
import static org.s2slab.refusal.RefusalCode.TOKEN_SIGNATURE;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.JsonMembers.Kind;

/** Group C, the headers: a token has almost no influence on how it is verified. */
final class HeaderRules {
    private static final int LONGEST_KID = 128;
    /** Base64url characters of a SHA-1 hash. */
    private static final int X5T_LENGTH = 27;

    static final List<Rule<UnverifiedToken>> RULES = List.of(
            new Rule<>(
                    "C1",
                    TOKEN_FORM,
                    "The signed layer is RS256 and the outer layer none, by exact text.",
                    HeaderRules::algorithm,
                    ComparedValues::algorithms),
            new Rule<>(
                    "C3",
                    TOKEN_FORM,
                    "typ, where given, is JWT.",
                    HeaderRules::type,
                    known -> ComparedValues.header(known, "typ", "'JWT'")),
            new Rule<>("C4", TOKEN_FORM, "No layer has crit in any form.", t -> member(t, "crit")),
            new Rule<>("C5", TOKEN_FORM, "No layer has b64 in any form.", t -> member(t, "b64")),
            new Rule<>(
                    "C6",
                    TOKEN_FORM,
                    "No header brings or points to a key; nothing is fetched.",
                    t -> member(t, "jwk", "jku", "x5u", "x5c")),
            new Rule<>(
                    "C7",
                    TOKEN_FORM,
                    "kid, where given, is a short text that names the same certificate as x5t.",
                    HeaderRules::keyId),
            new Rule<>(
                    "C8",
                    TOKEN_SIGNATURE,
                    "x5t is the canonical base64url of 20 bytes and selects the key together with the issuer.",
                    HeaderRules::thumbprint,
                    known -> ComparedValues.header(known, "x5t", "the base64url of a 20-byte thumbprint")),
            new Rule<>("C9", TOKEN_FORM, "Nothing is compressed or encrypted.", t -> member(t, "zip", "enc")),
            new Rule<>(
                    "C10",
                    TOKEN_FORM,
                    "The outer header holds alg and typ only, the signed one alg, typ, x5t and kid only.",
                    HeaderRules::unknown));

    private HeaderRules() {}

    private static @Nullable Finding algorithm(UnverifiedToken token) {
        String presented = token.presented().algorithm();
        boolean good = "RS256".equals(presented) || (token.isOuterForm() && "none".equals(presented));
        if (!good) {
            return Finding.of(
                    "alg is " + PrintableValue.value(presented),
                    (token.isOuterForm() ? "'none' for a token with a user" : "'RS256'"));
        }
        CompactToken actor = token.actor();
        return actor == null || "RS256".equals(actor.algorithm())
                ? null
                : Finding.of("alg of the actor token is " + PrintableValue.value(actor.algorithm()), "'RS256'");
    }

    private static @Nullable Finding type(UnverifiedToken token) {
        Finding finding = type(token.presented().header());
        CompactToken actor = token.actor();
        return finding != null || actor == null ? finding : type(actor.header());
    }

    private static @Nullable Finding type(JsonMembers header) {
        int index = header.indexOf("typ");
        if (index < 0
                || (header.kind(index) == Kind.STRING && header.text(index).equals("JWT"))) {
            return null;
        }
        return Finding.of("typ is " + PrintableValue.value(header.text(index)), "'JWT'");
    }

    static @Nullable Finding member(UnverifiedToken token, String... names) {
        CompactToken actor = token.actor();
        for (String name : names) {
            if (token.presented().header().has(name)
                    || (actor != null && actor.header().has(name))) {
                return Finding.of("the header has " + name, "no such member");
            }
        }
        return null;
    }

    private static @Nullable Finding keyId(UnverifiedToken token) {
        CompactToken signed = token.signedOrNull();
        int index = signed == null ? -1 : signed.header().indexOf("kid");
        if (signed == null || index < 0) {
            return null;
        }
        String kid = signed.header().text(index);
        String x5t = signed.header().string("x5t");
        boolean good = signed.header().kind(index) == Kind.STRING
                && kid.length() <= LONGEST_KID
                && (kid.equals(x5t) || kid.equals(hex(x5t)));
        return good
                ? null
                : Finding.of(
                        "kid is " + PrintableValue.value(kid) + " and x5t " + PrintableValue.value(x5t),
                        "kid to be the same thumbprint");
    }

    /** The thumbprint in the form of Exchange Online's kid: upper-case hex. */
    private static @Nullable String hex(@Nullable String x5t) {
        byte[] hash = x5t == null ? null : decoded(x5t);
        return hash == null ? null : HexFormat.of().withUpperCase().formatHex(hash);
    }

    private static @Nullable Finding thumbprint(UnverifiedToken token) {
        CompactToken signed = token.signedOrNull();
        if (signed == null) {
            return null;
        }
        String x5t = signed.header().string("x5t");
        return x5t != null && x5t.length() == X5T_LENGTH && decoded(x5t) != null
                ? null
                : Finding.of("x5t is " + PrintableValue.value(x5t), "the base64url of a 20-byte thumbprint");
    }

    private static byte @Nullable [] decoded(String x5t) {
        return Base64Url.decode(x5t.getBytes(StandardCharsets.ISO_8859_1), 0, x5t.length());
    }

    private static @Nullable Finding unknown(UnverifiedToken token) {
        CompactToken signed = token.signedOrNull();
        if (signed != null) {
            JsonMembers header = signed.header();
            for (int i = 0; i < header.size(); i++) {
                String name = header.name(i);
                if (!isOuterMember(name) && !name.equals("x5t") && !name.equals("kid")) {
                    return Finding.of(
                            "the signed header has " + PrintableValue.value(name), "alg, typ, x5t and kid only");
                }
            }
        }
        return "none".equals(token.presented().algorithm())
                ? unknownInOuter(token.presented().header())
                : null;
    }

    private static @Nullable Finding unknownInOuter(JsonMembers header) {
        for (int i = 0; i < header.size(); i++) {
            if (!isOuterMember(header.name(i))) {
                return Finding.of("the outer header has " + PrintableValue.value(header.name(i)), "alg and typ only");
            }
        }
        return null;
    }

    private static boolean isOuterMember(String name) {
        return name.equals("alg") || name.equals("typ");
    }
}
