package org.s2slab.lync;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Dialect;
import org.s2slab.http.HeaderText;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.AdministratorHints;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The challenge, the metadata document and the error responses of Lync (protocol sections 3.5 and 4.5). */
final class LyncDialect implements Dialect {
    private static final int NO_VALID_TOKEN = 28_020;

    private static final String METADATA_PATH = "/metadata/json/1";

    @Override
    public List<String> metadataPaths() {
        return List.of(METADATA_PATH);
    }

    @Override
    public AdministratorHints hints() {
        return new AdministratorHints(
                "New-CsPartnerApplication",
                "Set-CsCertificate -Type OAuthTokenIssuer",
                "Import-CsCertificate",
                "New-CsOAuthServer");
    }

    @Override
    public JsonObject metadata(PrincipalId self, List<SigningKey> keys, String host) {
        JsonArray published = new JsonArray(keys.stream().map(LyncDialect::key).toList());
        return new JsonObject()
                .put("id", "_" + UUID.nameUUIDFromBytes(self.toString().getBytes(StandardCharsets.UTF_8)))
                .put("version", "1.0")
                .put("name", "Lync")
                .put("realm", self.realm())
                .put("serviceName", self.id())
                .put("issuer", self.toString())
                .put("allowedAudiences", new JsonArray().add(self.toString()))
                .put("keys", published)
                .put(
                        "endpoints",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("location", "https://" + host + METADATA_PATH)
                                        .put("protocol", "OAuth2")
                                        .put("usage", "metadata")));
    }

    private static JsonObject key(SigningKey key) {
        String value = CertificateEncoding.text(key.certificate());
        return new JsonObject()
                .put("usage", "signing")
                .put("keyinfo", new JsonObject().put("x5t", key.x5t()))
                .put("keyvalue", new JsonObject().put("type", "x509Certificate").put("value", value));
    }

    /** Lists the trusted issuers, then Lync itself without realm, then the web ticket URL for people's clients. */
    @Override
    public void challenge(
            MultiMap headers, PrincipalId self, List<PrincipalId> trusted, @Nullable Refusal refusal, String host) {
        String issuers = trusted.stream().map(PrincipalId::toString).collect(Collectors.joining(","));
        String error = refusal == null || refusal.code().error() == null
                ? ""
                : ", error=\"" + refusal.code().error() + "\"";
        headers.add(
                "WWW-Authenticate",
                "Bearer trusted_issuers=\"" + issuers + "\", client_id=\"" + self.id() + "\"" + error);
        headers.add(
                "WWW-Authenticate",
                "MsRtcOAuth href=\"https://" + host + "/WebTicket/oauthtoken\",grant_type=\"password\"");
        headers.set("X-MS-Server-Fqdn", host);
        if (refusal != null) {
            // The only public number of a refused token. The rule is only in the journal.
            headers.set(
                    "X-Ms-diagnostics",
                    NO_VALID_TOKEN + ";source=" + HeaderText.quote(host) + ";reason=\"No valid security token.\"");
        }
    }

    @Override
    public JsonObject body(Refusal refusal, String traceId) {
        RefusalCode code = refusal.code();
        return new JsonObject()
                .put("error", code.error() == null ? "unauthorized" : code.error())
                .put("code", code.name())
                .put("error_description", Dialect.told(refusal))
                .put("traceId", traceId);
    }
}
