package org.s2slab.trust;

import static org.s2slab.trust.MetadataParser.member;
import static org.s2slab.trust.MetadataParser.text;
import static org.s2slab.trust.MetadataParser.unusable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.HopDetail.Finding;

/** The {@code keys} of an AuthMetadata document: certificates for verifying only, never for signing (E10, L10). */
final class MetadataKeys {
    /** The JSON Web Key members of private and of symmetric keys (RFC 7518, 6.3.2 and 6.4). */
    private static final Set<String> SECRET_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private MetadataKeys() {}

    static List<X509Certificate> signing(@Nullable JsonNode keys) {
        if (keys == null || !keys.isArray()) {
            throw unusable("E10", "the document has no array 'keys'");
        }
        List<X509Certificate> found = new ArrayList<>();
        for (JsonNode key : keys) {
            refuseSecrets(key);
            X509Certificate certificate = certificate(key);
            if (found.contains(certificate)) {
                throw unusable("E10", "the certificate " + SigningKey.x5t(certificate) + " occurs twice");
            }
            if (isForSigning(key)) {
                found.add(certificate);
            }
        }
        if (found.isEmpty()) {
            throw unusable("E10", "the document has no signing certificate");
        }
        return found;
    }

    /** Whether a key is for signing. A key without usage is, because this protocol has no other use for keys. */
    private static boolean isForSigning(JsonNode key) {
        String usage = text(key, "usage");
        return usage == null || usage.equalsIgnoreCase("signing");
    }

    private static X509Certificate certificate(JsonNode key) {
        JsonNode keyValue = member(key, "keyValue");
        String type = text(keyValue, "type");
        String value = text(keyValue, "value");
        if (type == null || !type.equalsIgnoreCase("x509certificate")) {
            throw unusable("E10", Finding.of("a key is of type '" + type + "'", "x509Certificate"));
        }
        X509Certificate certificate = decode(value == null ? "" : value);
        String x5t = statedThumbprint(key, keyValue);
        if (x5t != null && !x5t.equals(SigningKey.x5t(certificate))) {
            throw unusable(
                    "E10", "'x5t' is '" + x5t + "' but the certificate's is '" + SigningKey.x5t(certificate) + "'");
        }
        return certificate;
    }

    private static @Nullable String statedThumbprint(JsonNode key, @Nullable JsonNode keyValue) {
        JsonNode beside = member(key, "keyInfo");
        return text(beside == null ? member(keyValue, "keyInfo") : beside, "x5t");
    }

    static X509Certificate decode(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (certificate.getEncoded().length != der.length) {
                throw unusable("E10", "more than one certificate stands in one key");
            }
            return certificate;
        } catch (IllegalArgumentException | CertificateException e) {
            throw unusable("E10", "the value of a key is not the base64 text of a DER certificate");
        }
    }

    /** Refuses secret members at any depth, in lists as well. */
    private static void refuseSecrets(JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (SECRET_MEMBERS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                throw unusable("E10", "a key has the member '" + member.getKey() + "' of a private or symmetric key");
            }
        }
        for (JsonNode value : node) {
            refuseSecrets(value);
        }
    }
}
