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
 * The certificates of a node for signing: current, staged, published and stored.
 *
 * @param current the certificate that signs now, or null
 * @param next the staged certificate, or null
 * @param published thumbprints (x5t) of the keys in the metadata document; empty without a document
 * @param store every certificate with a private key in the machine's store
 */
public record SigningKeyState(
        @Nullable X509Certificate current, @Nullable Next next, List<String> published, List<X509Certificate> store) {
    static final SigningKeyState NONE = new SigningKeyState(null, null, List.of(), List.of());

    /** A staged certificate, and the time from which the certificate signs. */
    public record Next(X509Certificate certificate, Instant effective) {}

    public SigningKeyState {
        published = List.copyOf(published);
        store = List.copyOf(store);
    }

    /** The stored certificate with this thumbprint (hex); empty if it is not stored, or the thumbprint is null. */
    Optional<X509Certificate> stored(@Nullable String thumbprint) {
        return store.stream()
                .filter(certificate -> hex(certificate).equalsIgnoreCase(String.valueOf(thumbprint)))
                .findFirst();
    }

    SigningKeyState signing(Optional<X509Certificate> now, Optional<Next> later) {
        return new SigningKeyState(now.orElse(null), later.orElse(null), published, store);
    }

    /** Creates the state from a node's store and its metadata document. */
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

    /** The certificates in an AuthMetadata document of any product. */
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

    /** The thumbprint in upper-case hex, as administrators see it. The x5t value encodes the same bytes. */
    public static String hex(X509Certificate certificate) {
        return HexFormat.of().withUpperCase().formatHex(Base64.getUrlDecoder().decode(SigningKey.x5t(certificate)));
    }
}
