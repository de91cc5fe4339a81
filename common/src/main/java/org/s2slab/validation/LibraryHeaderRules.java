package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;
import static org.s2slab.refusal.RefusalCode.TOKEN_SIGNATURE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.JsonMembers.Kind;

/**
 * The rules for the assertion header of current client libraries (RFC 7523 section 2.2; MSAL's certificate credential).
 * It names one of two algorithms and one of the client's certificates. Other fields have no effect.
 */
final class LibraryHeaderRules {
    static final String RS256 = "RS256";
    static final String PS256 = "PS256";

    private static final Set<String> KNOWN = Set.of("alg", "typ", "kid", "x5t", "x5t#S256", "x5c");

    private static final int SHA_1 = 20;
    private static final int SHA_256 = 32;

    static final List<Rule<UnverifiedToken>> RULES = rules();

    private LibraryHeaderRules() {}

    /** The rules in the order of {@link HeaderRules}, some of which apply to these headers too. */
    private static List<Rule<UnverifiedToken>> rules() {
        Map<String, Rule<UnverifiedToken>> own = Stream.of(
                        new Rule<UnverifiedToken>(
                                "C1",
                                TOKEN_FORM,
                                "An assertion for client_credentials is RS256 or PS256, by exact text.",
                                LibraryHeaderRules::algorithm),
                        new Rule<UnverifiedToken>(
                                "C6",
                                TOKEN_FORM,
                                "Its header points to no key; x5c is not read, whatever it brings.",
                                token -> HeaderRules.member(token, "jwk", "jku", "x5u")),
                        new Rule<UnverifiedToken>(
                                "C7",
                                TOKEN_FORM,
                                "kid, where given, is the thumbprint of the same certificate as x5t#S256 and x5t.",
                                LibraryHeaderRules::keyId),
                        new Rule<UnverifiedToken>(
                                "C8",
                                TOKEN_SIGNATURE,
                                "x5t#S256, x5t or kid is the thumbprint of the certificate.",
                                LibraryHeaderRules::thumbprint),
                        new Rule<UnverifiedToken>(
                                "C10",
                                TOKEN_FORM,
                                "Its header holds alg, typ, kid, x5t, x5t#S256 and x5c only.",
                                LibraryHeaderRules::unknown))
                .collect(Collectors.toMap(Rule::id, rule -> rule));
        return HeaderRules.RULES.stream()
                .map(rule -> own.getOrDefault(rule.id(), rule))
                .toList();
    }

    private static @Nullable Finding algorithm(UnverifiedToken token) {
        String algorithm = token.presented().algorithm();
        return RS256.equals(algorithm) || PS256.equals(algorithm)
                ? null
                : Finding.of("alg is " + PrintableValue.value(algorithm), "'RS256' or 'PS256'");
    }

    /** E4 compares all thumbprints with the certificate, so this rule compares only thumbprints of the same hash. */
    private static @Nullable Finding keyId(UnverifiedToken token) {
        JsonMembers header = token.presented().header();
        if (!header.has("kid")) {
            return null;
        }
        String named = ofKeyId(header);
        for (String other : namedBeside(header)) {
            if (named.isEmpty() || (named.length() == other.length() && !named.equals(other))) {
                return Finding.of(
                        "kid is " + PrintableValue.value(header.string("kid")) + ", x5t#S256 and x5t are "
                                + PrintableValue.value(header.string("x5t#S256")) + " and "
                                + PrintableValue.value(header.string("x5t")),
                        "kid to be a thumbprint of the same certificate");
            }
        }
        return null;
    }

    private static @Nullable Finding thumbprint(UnverifiedToken token) {
        JsonMembers header = token.presented().header();
        return thumbprints(header).isEmpty() || thumbprints(header).contains("")
                ? Finding.of(
                        "x5t#S256, x5t and kid are " + PrintableValue.value(header.string("x5t#S256")) + ", "
                                + PrintableValue.value(header.string("x5t")) + " and "
                                + PrintableValue.value(header.string("kid")),
                        "the thumbprint of a certificate")
                : null;
    }

    private static @Nullable Finding unknown(UnverifiedToken token) {
        JsonMembers header = token.presented().header();
        for (int i = 0; i < header.size(); i++) {
            if (!KNOWN.contains(header.name(i))) {
                return Finding.of(
                        "the header has " + PrintableValue.value(header.name(i)),
                        String.join(", ", KNOWN.stream().sorted().toList()) + " only");
            }
            if (!header.name(i).equals("x5c") && header.kind(i) != Kind.STRING) {
                return Finding.of(header.name(i) + " is " + PrintableValue.value(header.text(i)), "a text");
            }
        }
        return null;
    }

    /**
     * Every thumbprint in the header, {@code kid} included, as base64url; the empty text for a value that is not a
     * thumbprint. All must be thumbprints of the same certificate.
     */
    static List<String> thumbprints(JsonMembers header) {
        List<String> found = namedBeside(header);
        if (header.has("kid")) {
            found.add(ofKeyId(header));
        }
        return found;
    }

    private static List<String> namedBeside(JsonMembers header) {
        List<String> found = new ArrayList<>();
        if (header.has("x5t#S256")) {
            found.add(canonical(header.string("x5t#S256"), SHA_256));
        }
        if (header.has("x5t")) {
            found.add(canonical(header.string("x5t"), SHA_1));
        }
        return found;
    }

    private static String ofKeyId(JsonMembers header) {
        String kid = header.string("kid");
        for (int bytes : new int[] {SHA_256, SHA_1}) {
            String hash = kid != null && kid.length() == 2 * bytes ? ofHex(kid) : canonical(kid, bytes);
            if (!hash.isEmpty()) {
                return hash;
            }
        }
        return "";
    }

    private static String ofHex(String thumbprint) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(HexFormat.of().parseHex(thumbprint));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Reads base64url without padding (RFC 7515), or MSAL for Java's padded base64; returns unpadded base64url. */
    private static String canonical(@Nullable String thumbprint, int bytes) {
        if (thumbprint == null) {
            return "";
        }
        String bare = thumbprint.length() % 4 == 0 ? thumbprint.replaceFirst("=$", "") : thumbprint;
        byte[] text = bare.replace('+', '-').replace('/', '_').getBytes(StandardCharsets.ISO_8859_1);
        byte[] hash = Base64Url.decode(text, 0, text.length);
        return hash != null && hash.length == bytes ? new String(text, StandardCharsets.ISO_8859_1) : "";
    }
}
