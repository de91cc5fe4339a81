package org.s2slab.engine.checker.plain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A token under construction. Its members are JSON texts, so that they can be duplicated, misspelled and of any type.
 */
final class TokenDraft {
    /**
     * The signatures by signed content. Signing takes a thousand times longer than all other steps, and many tokens
     * have the same content.
     */
    private static final Map<String, byte[]> SIGNED = new ConcurrentHashMap<>();

    private static final int MOST_KEPT = 20_000;

    final List<Member> header = new ArrayList<>();
    final List<Member> claims = new ArrayList<>();

    @Nullable
    HeldKey key;

    String how = "RS256";
    String gap = "";
    UnaryOperator<byte[]> headerBytes = bytes -> bytes;
    UnaryOperator<byte[]> claimBytes = bytes -> bytes;
    UnaryOperator<byte[]> signatureBytes = bytes -> bytes;
    UnaryOperator<String> text = whole -> whole;

    /** A member: its name as it is spelled between the quotes, and its value as JSON. */
    record Member(String name, String json) {}

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c == 0x7f) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    static TokenDraft copy(TokenDraft of) {
        TokenDraft copy = new TokenDraft();
        copy.header.addAll(of.header);
        copy.claims.addAll(of.claims);
        copy.key = of.key;
        copy.how = of.how;
        return copy;
    }

    /** Changes all members with a name, or adds a member. */
    static void set(List<Member> members, String name, String json) {
        boolean there = false;
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals(name)) {
                members.set(i, new Member(name, json));
                there = true;
            }
        }
        if (!there) {
            members.add(new Member(name, json));
        }
    }

    void claim(String name, String value) {
        set(claims, name, quoted(value));
    }

    void head(String name, String value) {
        set(header, name, quoted(value));
    }

    /** The text of an unchanged claim; empty if the claim is not a text. */
    String claim(String name) {
        for (Member member : claims) {
            if (member.name().equals(name) && member.json().startsWith("\"")) {
                return member.json().substring(1, member.json().length() - 1);
            }
        }
        return "";
    }

    String written() {
        String signed = base64(headerBytes.apply(json(header))) + "." + base64(claimBytes.apply(json(claims)));
        byte[] signature = signatureBytes.apply(signature(signed));
        return text.apply(signed + "." + base64(signature));
    }

    private byte[] json(List<Member> members) {
        StringBuilder json = new StringBuilder("{").append(gap);
        for (int i = 0; i < members.size(); i++) {
            json.append(i == 0 ? "" : "," + gap)
                    .append('"')
                    .append(members.get(i).name())
                    .append("\"")
                    .append(gap)
                    .append(":")
                    .append(gap)
                    .append(members.get(i).json());
        }
        return json.append(gap).append("}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] signature(String signed) {
        HeldKey signer = key;
        if (signer == null) {
            return new byte[0];
        }
        if (SIGNED.size() > MOST_KEPT) {
            SIGNED.clear();
        }
        return SIGNED.computeIfAbsent(
                        how + signer + signed, any -> made(signer, signed.getBytes(StandardCharsets.US_ASCII)))
                .clone();
    }

    private byte[] made(HeldKey signer, byte[] signed) {
        try {
            if (how.equals("HS256")) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(signer.certificate().getPublicKey().getEncoded(), "HmacSHA256"));
                return mac.doFinal(signed);
            }
            Signature rsa = Signature.getInstance(
                    switch (how) {
                        case "PS256" -> "RSASSA-PSS";
                        case "RS384" -> "SHA384withRSA";
                        case "RS512" -> "SHA512withRSA";
                        default -> "SHA256withRSA";
                    });
            if (how.equals("PS256")) {
                rsa.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            rsa.initSign(signer.key());
            rsa.update(signed);
            return rsa.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(how + " with the key of " + signer, e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
