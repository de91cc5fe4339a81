package org.s2slab.testing;

import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.s2slab.pki.SigningKey;

/** AuthMetadata documents with the upper and lower case of Exchange and Lync. */
public final class TestMetadata {
    private TestMetadata() {}

    public static String document(String applicationId, String realm, SigningKey... keys) {
        return """
                {"id":"_1","version":"1.0","name":"test","realm":"%2$s","serviceName":"%1$s","issuer":"%1$s@%2$s",
                 "keys":[%3$s]}
                """.formatted(
                applicationId, realm, Arrays.stream(keys).map(TestMetadata::key).collect(Collectors.joining(",")));
    }

    /** The JSON of one key in a document. */
    public static String key(SigningKey key) {
        return "{\"usage\":\"signing\",\"keyinfo\":{\"x5t\":\"" + key.x5t()
                + "\"},\"keyvalue\":{\"type\":\"x509Certificate\",\"value\":\"" + base64(key) + "\"}}";
    }

    /** The certificate of a key in base64, as in a document. */
    public static String base64(SigningKey key) {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
