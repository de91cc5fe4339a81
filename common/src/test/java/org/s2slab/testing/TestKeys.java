package org.s2slab.testing;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;

/**
 * Signing keys for tests. Each key is generated at its first use and reused in the whole JVM, because the generation is
 * slow.
 *
 * <p>The certificates are self-signed and valid from 2020 to 2040, so they are valid at {@link TestClock#START} and at
 * the real time.
 */
public final class TestKeys {
    public static final Instant NOT_BEFORE = Instant.parse("2020-01-01T00:00:00Z");
    public static final Instant NOT_AFTER = Instant.parse("2040-01-01T00:00:00Z");

    private static final Map<String, SigningKey> KEYS = new ConcurrentHashMap<>();

    private TestKeys() {}

    /** The signing key of Lync; its certificate contains the name contoso.com. */
    public static SigningKey lync() {
        return named("contoso.com");
    }

    /** The signing key of Exchange. */
    public static SigningKey exchange() {
        return named("Microsoft Exchange Server Auth Certificate");
    }

    /** The signing key of SharePoint. */
    public static SigningKey sharepoint() {
        return named("SharePoint Security Token Service");
    }

    /** A key that no server trusts. */
    public static SigningKey outsider() {
        return named("outsider");
    }

    /** A 2048-bit key whose certificate has this common name as its subject. The same name returns the same key. */
    public static SigningKey named(String commonName) {
        return KEYS.computeIfAbsent(commonName, cn -> made(cn, 2048));
    }

    /** A key of another length, for tests of the refusal of short keys. */
    public static SigningKey weak(int bits) {
        return KEYS.computeIfAbsent("weak-" + bits, cn -> made(cn, bits));
    }

    /** The key of {@link #named} with a certificate of other dates, and so with another thumbprint. */
    public static SigningKey dated(String commonName, Instant notBefore, Instant notAfter) {
        KeyPair pair = pairOf(named(commonName));
        return KEYS.computeIfAbsent(
                commonName + " " + notBefore + " " + notAfter, id -> certified(pair, commonName, notBefore, notAfter));
    }

    private static SigningKey made(String commonName, int bits) {
        return certified(RsaEngine.generate(bits), commonName, NOT_BEFORE, NOT_AFTER);
    }

    private static SigningKey certified(KeyPair pair, String commonName, Instant notBefore, Instant notAfter) {
        return CertificateTemplate.forTokens(commonName, notBefore, notAfter).selfSigned(pair);
    }

    private static KeyPair pairOf(SigningKey key) {
        return new KeyPair(key.certificate().getPublicKey(), key.privateKey());
    }
}
