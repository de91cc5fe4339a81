package org.s2slab.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.TokenHash;

/**
 * A token before it is signed. Its hash does not depend on the signature, so it can be recorded during signing.
 *
 * @param content header and payload with the dot between them, the input of the signature
 * @param key the signing key
 */
public record SigningInput(String content, SigningKey key) {
    /** Writes the content of a template for a period of validity. */
    public static SigningInput of(ActorTokenTemplate template, SigningKey key, Instant notBefore, Instant expires) {
        return of(template.header(key), template.payload(notBefore, expires), key);
    }

    /** Writes a header and claims, the members in the order of the maps. */
    public static SigningInput of(Map<String, ?> header, Map<String, ?> claims, SigningKey key) {
        return new SigningInput(CompactFormWriter.part(header) + "." + CompactFormWriter.part(claims), key);
    }

    /** The hash that names the token in journals. */
    public String hash() {
        return TokenHash.ofBytes(bytes());
    }

    /** Signs the token: one RSA signature. */
    public String signed(RsaEngine engine) {
        return content + "." + CompactFormWriter.part(engine.sign(key.privateKey(), bytes()));
    }

    private byte[] bytes() {
        return content.getBytes(StandardCharsets.US_ASCII);
    }
}
