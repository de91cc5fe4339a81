package org.s2slab.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.TokenHash;

/**
 * An actor token as it is written before it is signed: its hash is known already, so that it can be put on record while it
 * is being signed.
 *
 * @param content header and payload, with the dot between them: what the signature is over
 * @param key signs it
 */
public record SigningInput(String content, SigningKey key) {
    /** What a template says for a span of time. */
    public static SigningInput of(ActorTokenTemplate template, SigningKey key, Instant notBefore, Instant expires) {
        return new SigningInput(
                CompactForm.part(template.header(key)) + "." + CompactForm.part(template.payload(notBefore, expires)),
                key);
    }

    /** The hash by which journals will speak of the token. */
    public String hash() {
        return TokenHash.ofBytes(bytes());
    }

    /** The token: one RSA signature. */
    public String signed(RsaEngine engine) {
        return content + "." + CompactForm.part(engine.sign(key.privateKey(), bytes()));
    }

    private byte[] bytes() {
        return content.getBytes(StandardCharsets.US_ASCII);
    }
}
