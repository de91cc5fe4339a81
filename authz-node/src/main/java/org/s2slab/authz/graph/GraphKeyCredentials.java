package org.s2slab.authz.graph;

import io.vertx.core.json.JsonObject;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.identity.Guid;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.KeyStrengthRules;
import org.s2slab.refusal.Refusal;

/** The property KeyCredentials of Microsoft Graph: the certificates with which an application authenticates. */
final class GraphKeyCredentials {
    private static final String NAME = "KeyCredentials";

    private static final String TYPE = "AsymmetricX509Cert";
    private static final String KEY_ID = "keyId";

    /** Maximum characters of a certificate: four times those of a certificate with the largest key. */
    private static final int LONGEST_KEY = 16_384;

    private GraphKeyCredentials() {}

    /** A copy with the given certificates, which replace all others; an entry without a key keeps the one of its id. */
    static ServicePrincipal replaced(ServicePrincipal before, List<JsonObject> entries, NodeEnvironment environment) {
        ServicePrincipal after = before.without(before.credentials().stream()
                .filter(credential -> credential.certificate() != null)
                .map(Credential::keyId)
                .toList());
        for (JsonObject entry : entries) {
            Credential credential = credential(entry, before, environment);
            if (after.credentials().stream().anyMatch(one -> one.keyId().equals(credential.keyId()))) {
                throw Refusal.invalid(NAME + ": two credentials have the KeyId " + credential.keyId()
                        + ". Leave KeyId out of a new entry.");
            }
            after = after.with(credential);
        }
        return after;
    }

    private static Credential credential(JsonObject entry, ServicePrincipal before, NodeEnvironment environment) {
        String keyId = text(entry, KEY_ID);
        String key = text(entry, "key");
        if (key == null) {
            return before.credentials().stream()
                    .filter(credential -> credential.keyId().equals(keyId))
                    .findFirst()
                    .orElseThrow(
                            () -> Refusal.invalid(NAME + ": an entry needs Key, the base64 of a certificate, or the"
                                    + " KeyId of a certificate that " + before.displayName() + " has."));
        }
        if (!TYPE.equals(text(entry, "type")) || !"Verify".equals(text(entry, "usage"))) {
            throw Refusal.invalid(NAME + ": Type and Usage are " + text(entry, "type") + " and " + text(entry, "usage")
                    + "; the lab has " + TYPE + " and Verify.");
        }
        if (keyId != null && !Guid.isGuid(keyId)) {
            throw Refusal.invalid(NAME + ": KeyId: '" + keyId + "' is not a GUID.");
        }
        X509Certificate certificate = certificate(key);
        Instant start = moment(entry, "startDateTime", environment.clock().instant());
        return Credential.of(
                keyId == null ? environment.ids().uuid() : keyId,
                Credential.Usage.VERIFY,
                certificate,
                start,
                moment(entry, "endDateTime", certificate.getNotAfter().toInstant()),
                Credential.Origin.ON_PREMISES);
    }

    private static X509Certificate certificate(String text) {
        if (text.length() > LONGEST_KEY) {
            throw Refusal.invalid(
                    NAME + ": Key has " + text.length() + " characters; expected are at most " + LONGEST_KEY + ".");
        }
        try {
            X509Certificate certificate = CertificateEncoding.of(text);
            KeyStrengthRules.usableForPartner(certificate).ifPresent(fault -> {
                throw Refusal.invalid(NAME + ": the certificate is of no use: " + fault + ".");
            });
            return certificate;
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(NAME + ": Key: " + e.getMessage() + ".");
        }
    }

    private static Instant moment(JsonObject entry, String member, Instant otherwise) {
        String text = text(entry, member);
        try {
            return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(NAME + ": " + member + ": '" + text + "' is no date; write 2026-03-01T00:00:00Z.");
        }
    }

    private static @Nullable String text(JsonObject entry, String member) {
        return entry.getValue(member) instanceof String text && !text.isEmpty() ? text : null;
    }
}
