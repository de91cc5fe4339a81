package org.s2slab.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Dialect;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.AdministratorHints;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.validation.ValidationProfile;

/** The wire format of Exchange's trust messages: its challenge, {@code x-ms-diagnostics} and AuthMetadata document. */
final class ExchangeDialect implements Dialect {
    private static final String METADATA_PATH = "/autodiscover/metadata/json/1";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String TOKEN_TYPES = "app_asserted_user_v1 service_asserted_app_v1";

    private Supplier<Optional<URI>> authorizationEndpoint = Optional::empty;

    /** Sets the sign-in endpoint for clients of users, {@code authorization_uri} in the challenge. */
    void sendsPeopleTo(Supplier<Optional<URI>> endpoint) {
        authorizationEndpoint = endpoint;
    }

    @Override
    public ValidationProfile profile() {
        return ValidationProfile.EXCHANGE;
    }

    @Override
    public List<String> metadataPaths() {
        return List.of(METADATA_PATH);
    }

    @Override
    public AdministratorHints hints() {
        return new AdministratorHints(
                "New-PartnerApplication", "Set-AuthConfig", "Import-PfxCertificate", "New-AuthServer");
    }

    /**
     * The metadata document in the form of Exchange. The realm is that of this node's tokens, not {@code *} as in
     * Exchange Online. So a partner on the same premises can compare the issuer of a token with the realm as text.
     */
    @Override
    public JsonObject metadata(PrincipalId self, List<SigningKey> keys, String host) {
        JsonArray published =
                new JsonArray(keys.stream().map(ExchangeDialect::key).toList());
        JsonObject endpoint = new JsonObject()
                .put("location", "https://" + host + METADATA_PATH)
                .put("protocol", "OAuth2")
                .put("usage", "metadata");
        return new JsonObject()
                .put("id", documentId(self))
                .put("version", "1.0")
                .put("name", "Exchange")
                .put("realm", self.realm())
                .put("serviceName", self.id())
                .put("issuer", self.toString())
                .put("allowedAudiences", new JsonArray().add(self.toString()))
                .put("keys", published)
                .put("endpoints", new JsonArray().add(endpoint));
    }

    /** The size of a 20 MB attachment in Base64, plus the rest of a request. */
    @Override
    public long largestBody() {
        return 32L * 1024 * 1024;
    }

    /** Returns true, because some clients of users, such as node-ews, use only the first scheme of the challenge. */
    @Override
    public boolean offersBasicFirst() {
        return true;
    }

    /** Offers Basic besides Bearer, because Basic is the only scheme that this server accepts from users. */
    @Override
    public void challenge(
            MultiMap headers, PrincipalId self, List<PrincipalId> trusted, @Nullable Refusal refusal, String host) {
        StringBuilder bearer =
                new StringBuilder("Bearer client_id=\"").append(self.id()).append('"');
        if (!trusted.isEmpty()) {
            String issuers = trusted.stream().map(PrincipalId::toString).collect(Collectors.joining(","));
            bearer.append(", trusted_issuers=\"").append(issuers).append('"');
        }
        bearer.append(", token_types=\"").append(TOKEN_TYPES).append('"');
        authorizationEndpoint
                .get()
                .ifPresent(uri ->
                        bearer.append(", authorization_uri=\"").append(uri).append('"'));
        String error = refusal == null ? null : refusal.code().error();
        if (error != null) {
            bearer.append(", error=\"").append(error).append('"');
        }
        headers.add(CHALLENGE, bearer.toString());
        headers.add(CHALLENGE, "Basic realm=\"" + host + "\"");
        if (refusal != null && error != null) {
            headers.set(
                    "x-ms-diagnostics", ExchangeDiagnostics.of(refusal, host).header());
        }
    }

    /** Returns null for status 401 and for a refusal by a policy, because Exchange sends only header fields then. */
    @Override
    public @Nullable JsonObject body(Refusal refusal, String traceId) {
        return refusal.code().status() == 401 || refusal.code() == RefusalCode.TENANT_POLICY
                ? null
                : new JsonObject()
                        .put("error", refusal.code().name())
                        .put("error_description", Dialect.told(refusal))
                        .put("trace_id", traceId);
    }

    private static JsonObject key(SigningKey key) {
        return new JsonObject()
                .put("usage", "signing")
                .put("keyinfo", new JsonObject().put("x5t", key.x5t()))
                .put(
                        "keyvalue",
                        new JsonObject()
                                .put("type", "x509Certificate")
                                .put("value", CertificateEncoding.text(key.certificate())));
    }

    /** The id of the metadata document, made from the principal, so that an unchanged document stays identical. */
    private static String documentId(PrincipalId self) {
        return "_" + UUID.nameUUIDFromBytes(self.toString().getBytes(StandardCharsets.UTF_8));
    }
}
