package org.s2slab.engine.checker.plain;

import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.s2slab.engine.checker.plain.CallMutator.Mutation;
import org.s2slab.engine.checker.plain.TokenDraft.Member;

/** Mutations of headers and signatures. */
final class HeaderMutations {
    private HeaderMutations() {}

    static List<Mutation> all() {
        return List.of(
                HeaderMutations::algorithm,
                HeaderMutations::type,
                HeaderMutations::thumbprint,
                HeaderMutations::keyId,
                HeaderMutations::member,
                HeaderMutations::otherKey,
                HeaderMutations::otherKey,
                HeaderMutations::signature,
                HeaderMutations::signature,
                HeaderMutations::outerSignature);
    }

    private static String algorithm(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.oneIn(3) ? choice.any(call.layers()) : call.inner;
        String alg = choice.any(
                "none", "None", "NONE", "", "HS256", "PS256", "RS384", "RS512", "rs256", "RS256 ", "ES256", "RS256");
        if (choice.oneIn(2)
                && layer == call.inner
                && List.of("HS256", "PS256", "RS384", "RS512").contains(alg)) {
            layer.how = alg;
        }
        if (choice.oneIn(12)) {
            layer.header.removeIf(member -> member.name().equals("alg"));
            return ClaimMutations.layerName(call, layer) + " without alg";
        }
        layer.head("alg", alg);
        if (choice.oneIn(3)) {
            layer.signatureBytes = bytes -> new byte[0];
        }
        return ClaimMutations.layerName(call, layer) + " alg " + alg + " made by " + layer.how;
    }

    private static String type(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        String typ = choice.any("JWT", "jwt", "at+jwt", "application/jwt", "JOSE", "logout+jwt", "", "JWT ");
        if (choice.oneIn(4)) {
            layer.header.removeIf(member -> member.name().equals("typ"));
            return ClaimMutations.layerName(call, layer) + " without typ";
        }
        layer.head("typ", typ);
        return ClaimMutations.layerName(call, layer) + " typ " + typ;
    }

    private static String thumbprint(CallDraft call, SeededChoice choice) {
        String right = call.caller.key().x5t();
        String x5t = choice.any(
                choice.any(call.stock.keys()).x5t(),
                right,
                right + "=",
                right.toLowerCase(java.util.Locale.ROOT),
                " " + right,
                "",
                right.substring(1),
                right + "A",
                TokenServiceCheck.hex(right),
                right.replace('-', '+').replace('_', '/'),
                last(right));
        if (choice.oneIn(8)) {
            call.inner.header.removeIf(member -> member.name().equals("x5t"));
            return "without x5t";
        }
        call.inner.head("x5t", x5t);
        return "x5t " + x5t;
    }

    /** The same text with unused bits of its last character set. */
    private static String last(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int value = alphabet.indexOf(text.charAt(text.length() - 1));
        return text.substring(0, text.length() - 1) + alphabet.charAt(value ^ 1);
    }

    private static String keyId(CallDraft call, SeededChoice choice) {
        String right = call.caller.key().x5t();
        String kid = choice.any(
                right,
                TokenServiceCheck.hex(right),
                TokenServiceCheck.hex(right).toLowerCase(java.util.Locale.ROOT),
                "../../etc/passwd",
                "' OR 1=1 --",
                choice.any(call.stock.keys()).x5t(),
                "",
                right + " ");
        call.inner.head("kid", kid);
        return "kid " + kid;
    }

    private static String member(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        String certificate = certificate(call.caller.key());
        Member member = choice.any(
                new Member("crit", "[]"),
                new Member("crit", "null"),
                new Member("crit", "[\"exp\"]"),
                new Member("crit", "\"alg\""),
                new Member("b64", "false"),
                new Member("b64", "true"),
                new Member("jku", "\"https://evil.example/keys\""),
                new Member("x5u", "\"https://evil.example/x.pem\""),
                new Member("x5c", "[\"" + certificate + "\"]"),
                new Member("jwk", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"),
                new Member("zip", "\"DEF\""),
                new Member("enc", "\"A128GCM\""),
                new Member("cty", "\"JWT\""),
                new Member("x5t#S256", "\"AAAA\""),
                new Member("x5t", "\"" + call.caller.key().x5t() + "\""),
                new Member("Alg", "\"none\""),
                new Member("x", "\"y\""),
                new Member("alg", "[\"RS256\"]"),
                new Member("typ", "null"),
                new Member("x5t", "null"),
                new Member("kid", "7"));
        TokenDraft.set(layer.header, member.name(), member.json());
        return ClaimMutations.layerName(call, layer) + " header " + member.name() + ":"
                + member.json().substring(0, Math.min(30, member.json().length()));
    }

    static String certificate(HeldKey key) {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String otherKey(CallDraft call, SeededChoice choice) {
        HeldKey key = choice.any(call.stock.keys());
        call.inner.key = key;
        if (choice.oneIn(2)) {
            call.inner.head("x5t", key.x5t());
            return "signed and named by the key of " + key;
        }
        return "signed by the key of " + key;
    }

    private static String signature(CallDraft call, SeededChoice choice) {
        int kind = choice.below(9);
        int at = choice.below(256);
        int bit = 1 << choice.below(8);
        call.inner.signatureBytes = bytes -> bytes.length == 0 ? bytes : spoiled(bytes, kind, at, bit);
        return "inner signature spoiled, kind " + kind + " at " + at + "/" + bit;
    }

    private static byte[] spoiled(byte[] bytes, int kind, int at, int bit) {
        byte[] spoiled = bytes.clone();
        switch (kind) {
            case 0 -> {
                return new byte[0];
            }
            case 1 -> {
                return Arrays.copyOf(bytes, bytes.length - 1);
            }
            case 2 -> {
                return Arrays.copyOf(bytes, bytes.length + 1);
            }
            case 3 -> {
                return new byte[bytes.length];
            }
            case 4 -> {
                byte[] longer = new byte[bytes.length + 1];
                System.arraycopy(bytes, 0, longer, 1, bytes.length);
                return longer;
            }
            case 5 -> {
                return new byte[] {1, 2, 3};
            }
            case 6 -> {
                Arrays.fill(spoiled, (byte) 0xff);
                return spoiled;
            }
            default -> {
                spoiled[at % bytes.length] ^= (byte) bit;
                return spoiled;
            }
        }
    }

    private static String outerSignature(CallDraft call, SeededChoice choice) {
        TokenDraft outer = call.outer;
        if (outer == null) {
            return "no outer token to sign";
        }
        outer.key = choice.any(call.caller.key(), choice.any(call.stock.keys()));
        outer.head("alg", choice.any("RS256", "none"));
        if (choice.oneIn(2)) {
            outer.head("x5t", outer.key.x5t());
        }
        if (choice.oneIn(3)) {
            call.actorClaim = "";
        }
        return "outer signed by " + outer.key + (call.actorClaim.isEmpty() ? ", without actor" : "");
    }
}
