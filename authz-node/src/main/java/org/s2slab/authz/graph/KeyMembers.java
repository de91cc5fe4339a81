package org.s2slab.authz.graph;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.s2slab.authz.registry.Credential;
import org.s2slab.pki.CertificateEncoding;

/**
 * The credentials of an application as members of an object (<a
 * href="https://learn.microsoft.com/graph/api/resources/keycredential">keyCredential</a>).
 */
final class KeyMembers {
    static final String KEYS = "keyCredentials";

    private KeyMembers() {}

    /** The certificates, whose values only a request for one object with {@code $select} shows. */
    static JsonArray certificates(GraphObject object) {
        return keys(object, false);
    }

    /** The certificates with their values. */
    static JsonArray certificatesWithValues(GraphObject object) {
        return keys(object, true);
    }

    /** The secrets, whose values nobody can read. */
    static JsonArray secrets(GraphObject object) {
        JsonArray all = new JsonArray();
        for (Credential credential : object.principal().credentials()) {
            if (credential.certificate() == null) {
                all.add(dated(credential).putNull("hint").putNull("secretText"));
            }
        }
        return all;
    }

    private static JsonArray keys(GraphObject object, boolean values) {
        JsonArray all = new JsonArray();
        for (Credential credential : object.principal().credentials()) {
            if (credential.certificate() != null) {
                var certificate = Objects.requireNonNull(credential.certificate());
                all.add(dated(credential)
                        .put("customKeyIdentifier", credential.id())
                        .put(
                                "displayName",
                                certificate.getSubjectX500Principal().getName())
                        .put("key", values ? CertificateEncoding.text(certificate) : null)
                        .put("type", "AsymmetricX509Cert")
                        .put("usage", credential.usage().word()));
            }
        }
        return all;
    }

    private static JsonObject dated(Credential credential) {
        return new JsonObject()
                .putNull("customKeyIdentifier")
                .putNull("displayName")
                .put("endDateTime", credential.end().toString())
                .put("keyId", credential.keyId())
                .put("startDateTime", credential.start().toString());
    }
}
