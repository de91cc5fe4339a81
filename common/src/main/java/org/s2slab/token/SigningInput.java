package org.s2slab.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.TokenHash;

/**
 * An actor token before it is signed. Its hash is known already, so it can be recorded while the token is being signed.
 *
 * @param content header and payload with the dot between them, the input of the signature
 * @param key the signing key
 */
public record SigningInput(String content, SigningKey key) {
    /** Writes the content of a template for a period. */
    public static SigningInput of(ActorTokenTemplate template, SigningKey key, Instant notBefore, Instant expires) {
        return new SigningInput(
                CompactForm.part(template.header(key)) + "." + CompactForm.part(template.payload(notBefore, expires)),
                key);
    }

    /** The hash that names the token in journals. */
    public String hash() {
        return TokenHash.ofBytes(bytes());
    }

    /** Signs the token: one RSA signature. */
    public String signed(RsaEngine engine) {
        return content + "." + CompactForm.part(engine.sign(key.privateKey(), bytes()));
    }

    private byte[] bytes() {
        return content.getBytes(StandardCharsets.US_ASCII);
    }
}
