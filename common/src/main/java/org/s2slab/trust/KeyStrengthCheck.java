package org.s2slab.trust;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;

/** Whether a partner's key is good enough to verify with (check E9). */
final class KeyStrengthCheck {
    private static final int LEAST_BITS = 2048;

    private KeyStrengthCheck() {}

    static boolean isStrong(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof RSAPublicKey key
                && key.getModulus().bitLength() >= LEAST_BITS
                && key.getPublicExponent().testBit(0)
                && key.getPublicExponent().compareTo(BigInteger.TWO) > 0;
    }
}
