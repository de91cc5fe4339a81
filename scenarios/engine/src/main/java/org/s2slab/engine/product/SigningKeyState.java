package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.pki.SigningKey;

/**
 * What a node signs with, publishes, and has in its store.
 *
 * @param current what it signs with now, or null
 * @param next what it signs with from a date on, or null
 * @param published thumbprints (x5t) of the keys in its public document; empty where it has no document
 * @param store every certificate with a private key in its machine's store
 */
public record SigningKeyState(
        @Nullable X509Certificate current, @Nullable Next next, List<String> published, List<X509Certificate> store) {
    static final SigningKeyState NONE = new SigningKeyState(null, null, List.of(), List.of());

    /** A certificate that is staged. */
    public record Next(X509Certificate certificate, Instant effective) {}

    public SigningKeyState {
        published = List.copyOf(published);
        store = List.copyOf(store);
    }

    /** The certificate in the store with this thumbprint, in hex; empty for none, or where no thumbprint is given. */
    Optional<X509Certificate> stored(@Nullable String thumbprint) {
        return store.stream()
                .filter(certificate -> hex(certificate).equalsIgnoreCase(String.valueOf(thumbprint)))
                .findFirst();
    }

    SigningKeyState signing(Optional<X509Certificate> now, Optional<Next> later) {
        return new SigningKeyState(now.orElse(null), later.orElse(null), published, store);
    }

    /** What the store and the public document of a node say. */
    static SigningKeyState of(List<JsonObject> store, Optional<JsonObject> document) {
        return new SigningKeyState(
                null,
                null,
                document.map(SigningKeyState::published).orElse(List.of()).stream()
                        .map(SigningKey::x5t)
                        .toList(),
                store.stream()
                        .map(object -> certificate(object.getString("RawData")))
                        .toList());
    }

    /** The certificates of an AuthMetadata document, whichever product's. */
    public static List<X509Certificate> published(JsonObject document) {
        List<X509Certificate> found = new ArrayList<>();
        for (JsonObject key : AdministratorClient.objects(document.getJsonArray("keys"))) {
            JsonObject value = key.getJsonObject("keyValue", key.getJsonObject("keyvalue"));
            found.add(certificate(value.getString("value")));
        }
        return found;
    }

    public static X509Certificate certificate(String base64) {
        try {
            byte[] encoded = Base64.getDecoder().decode(base64);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not the base64 of a certificate: " + base64, e);
        }
    }

    public static String raw(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without encoding", e);
        }
    }

    /** The thumbprint as administrators know it: upper-case hex of what x5t is the base64url of. */
    public static String hex(X509Certificate certificate) {
        return HexFormat.of().withUpperCase().formatHex(Base64.getUrlDecoder().decode(SigningKey.x5t(certificate)));
    }
}
