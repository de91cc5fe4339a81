package org.s2slab.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.OperationCounters;

/** One layer of a token, which a test can make invalid in any way. */
public final class TestLayer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RsaEngine ENGINE = new RsaEngine(new OperationCounters());

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private UnaryOperator<byte[]> headerEdit = bytes -> bytes;
    private UnaryOperator<byte[]> payloadEdit = bytes -> bytes;
    private UnaryOperator<byte[]> signatureEdit = bytes -> bytes;
    private UnaryOperator<String> textEdit = text -> text;
    private SigningKey key;

    /** Sets a header member to any JSON value. */
    public TestLayer header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    public TestLayer withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /** Sets a claim to any JSON value. */
    public TestLayer claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    public TestLayer withoutClaim(String name) {
        claims.remove(name);
        return this;
    }

    public boolean hasClaim(String name) {
        return claims.containsKey(name);
    }

    /** Changes the header's JSON text before it is encoded and signed. */
    public TestLayer headerJson(UnaryOperator<String> edit) {
        headerEdit = onText(edit);
        return this;
    }

    /** Changes the payload's JSON text before it is encoded and signed. */
    public TestLayer payloadJson(UnaryOperator<String> edit) {
        payloadEdit = onText(edit);
        return this;
    }

    /** Changes the payload's bytes before they are encoded and signed. */
    public TestLayer payloadBytes(UnaryOperator<byte[]> edit) {
        payloadEdit = edit;
        return this;
    }

    /** Changes the signature's bytes. */
    public TestLayer signature(UnaryOperator<byte[]> edit) {
        signatureEdit = edit;
        return this;
    }

    /** Changes the complete text of the layer. */
    public TestLayer text(UnaryOperator<String> edit) {
        textEdit = edit;
        return this;
    }

    /** Signs the layer with a key, and puts the key's thumbprint in the header. */
    public TestLayer signedBy(SigningKey signer) {
        header.put("x5t", signer.x5t());
        return signedOnlyBy(signer);
    }

    /** Signs the layer with a key without a change of the header. */
    public TestLayer signedOnlyBy(SigningKey signer) {
        key = signer;
        return this;
    }

    /** The layer in compact form. The text of an unsigned layer ends with a dot. */
    public String text() {
        String content = part(headerEdit.apply(json(header))) + "." + part(payloadEdit.apply(json(claims)));
        byte[] signature =
                key == null ? new byte[0] : ENGINE.sign(key.privateKey(), content.getBytes(StandardCharsets.US_ASCII));
        return textEdit.apply(content + "." + part(signatureEdit.apply(signature)));
    }

    private static UnaryOperator<byte[]> onText(UnaryOperator<String> edit) {
        return bytes -> edit.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] json(Map<String, Object> members) {
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
