package org.s2slab.engine.forge;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.SigningKey;

/** A mutable layer of a token before it is encoded and signed. Header, payload and text can be made malformed. */
final class ForgedLayer {
    private final JsonObject header;
    private final JsonObject claims;
    private @Nullable SigningKey signer;
    private byte @Nullable [] macKey;
    private UnaryOperator<String> headerEdit = json -> json;
    private UnaryOperator<byte[]> payloadEdit = bytes -> bytes;
    private UnaryOperator<byte[]> signatureEdit = bytes -> bytes;
    private UnaryOperator<String> textEdit = text -> text;

    /** @param signer the key that signs the layer, or null for an unsigned layer */
    ForgedLayer(JsonObject header, JsonObject claims, @Nullable SigningKey signer) {
        this.header = header;
        this.claims = claims;
        this.signer = signer;
    }

    /** The members of the header; callers may change them. */
    JsonObject header() {
        return header;
    }

    /** The claims; callers may change them. */
    JsonObject claims() {
        return claims;
    }

    /** The key that signs the layer. Throws IllegalStateException for an unsigned layer. */
    SigningKey signer() {
        if (signer == null) {
            throw new IllegalStateException("nobody signs this layer");
        }
        return signer;
    }

    /** Signs with a key and writes the thumbprint of its certificate into the header. */
    void signBy(SigningKey key) {
        header.put("x5t", key.x5t());
        signOnlyBy(key);
    }

    /** Signs with a key and leaves the header unchanged. */
    void signOnlyBy(SigningKey key) {
        signer = key;
    }

    /** Computes an HMAC instead of a signature. The secret is the public key of a certificate. */
    void macByPublicKey(SigningKey named) {
        macKey = named.certificate().getPublicKey().getEncoded();
    }

    /** Changes the header's JSON text before it is encoded and signed. */
    void editHeader(UnaryOperator<String> edit) {
        headerEdit = edit;
    }

    /** Changes the payload's JSON text before it is encoded and signed. */
    void editPayload(UnaryOperator<String> edit) {
        payloadEdit = bytes -> bytes(edit.apply(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** Changes the payload's bytes before they are encoded and signed. */
    void editPayloadBytes(UnaryOperator<byte[]> edit) {
        payloadEdit = edit;
    }

    /** Changes the signature's bytes. */
    void editSignature(UnaryOperator<byte[]> edit) {
        signatureEdit = edit;
    }

    /** Changes the encoded text of the layer. */
    void editText(UnaryOperator<String> edit) {
        textEdit = edit;
    }

    /** The layer in compact form. An unsigned layer ends with a dot. */
    String text() {
        String signed = Base64URL.encode(headerEdit.apply(header.encode())) + "."
                + Base64URL.encode(payloadEdit.apply(bytes(claims.encode())));
        byte[] secret = macKey;
        byte[] signature = secret != null ? mac(signed, secret) : signer == null ? new byte[0] : sign(signed, signer);
        return textEdit.apply(signed + "." + Base64URL.encode(signatureEdit.apply(signature)));
    }

    private static byte[] mac(String signed, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(bytes(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HS256 with a public key", e);
        }
    }

    private static byte[] sign(String signed, SigningKey signer) {
        try {
            return new RSASSASigner(signer.privateKey(), Set.of(AllowWeakRSAKey.getInstance()))
                    .sign(new JWSHeader(JWSAlgorithm.RS256), bytes(signed))
                    .decode();
        } catch (JOSEException e) {
            throw new IllegalStateException("RS256 with " + signer, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
