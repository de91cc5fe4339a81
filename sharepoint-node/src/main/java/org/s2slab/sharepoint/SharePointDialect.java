package org.s2slab.sharepoint;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Dialect;
import org.s2slab.http.HeaderText;
import org.s2slab.http.RequestTrace;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.AdministratorHints;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.validation.ValidationProfile;

/** The challenge, the metadata document and the error responses of SharePoint (protocol sections 3.3 and 4.4). */
record SharePointDialect(boolean isOnline) implements Dialect {
    /** The code in captured responses to a token whose header names no acceptable algorithm. */
    private static final int NO_ALGORITHM = 3_005_004;

    /** The code in captured responses to other authentication errors. Most causes have no known code. */
    private static final int NOT_AUTHENTICATED = 3_001_000;

    /** The sign-in URL of SharePoint Online in captured responses of 2020. */
    private static final String SIGN_IN_ONLINE = "https://login.windows.net/common/oauth2/authorize";

    @Override
    public List<String> requestIdFields() {
        return List.of("SPRequestGuid", RequestTrace.REQUEST_ID);
    }

    @Override
    public ValidationProfile profile() {
        return ValidationProfile.SHAREPOINT_HIGH_TRUST;
    }

    @Override
    public List<String> metadataPaths() {
        return List.of("/_layouts/15/metadata/json/1");
    }

    /** Four members in alphabetical order. The issuer contains the realm. */
    @Override
    public AdministratorHints hints() {
        return new AdministratorHints(
                "New-SPTrustedSecurityTokenIssuer",
                "Set-SPSecurityTokenServiceConfig",
                "Set-SPSecurityTokenServiceConfig",
                "New-SPTrustedSecurityTokenIssuer -IsTrustBroker and New-SPAzureAccessControlServiceApplicationProxy");
    }

    @Override
    public JsonObject metadata(PrincipalId self, List<SigningKey> keys, String host) {
        JsonArray published =
                new JsonArray(keys.stream().map(SharePointDialect::key).toList());
        return new JsonObject()
                .put("issuer", self.toString())
                .put("keys", published)
                .put("name", self.id())
                .put("serviceName", self.id());
    }

    private static JsonObject key(SigningKey key) {
        String value = CertificateEncoding.text(key.certificate());
        return new JsonObject()
                .put("keyValue", new JsonObject().put("type", "x509certificate").put("value", value))
                .put("usage", "Signing");
    }

    /** Serialises a document like the DataContract serialiser: with escaped slashes. */
    @Override
    public String encode(JsonObject metadata) {
        return metadata.encode().replace("/", "\\/");
    }

    /**
     * Writes the realm after the scheme, as TokenHelper expects. A farm names itself as the first trusted issuer.
     * SharePoint Online does not.
     */
    @Override
    public void challenge(
            MultiMap headers, PrincipalId self, List<PrincipalId> trusted, @Nullable Refusal refusal, String host) {
        String issuers = (isOnline ? trusted.stream() : Stream.concat(Stream.of(self), trusted.stream()))
                .map(PrincipalId::toString)
                .distinct()
                .collect(Collectors.joining(","));
        headers.add(
                "WWW-Authenticate",
                "Bearer realm=" + HeaderText.quote(self.realm()) + ",client_id=" + HeaderText.quote(self.id())
                        + ",trusted_issuers=" + HeaderText.quote(issuers)
                        + (isOnline ? ",authorization_uri=" + HeaderText.quote(SIGN_IN_ONLINE) : ""));
        if (refusal != null) {
            int code = "C1".equals(refusal.rule()) ? NO_ALGORITHM : NOT_AUTHENTICATED;
            headers.add(
                    "x-ms-diagnostics",
                    code + ";reason=" + HeaderText.quote(refusal.code().sentence()) + ";category=\"invalid_client\"");
        }
    }

    @Override
    public @Nullable JsonObject body(Refusal refusal, String traceId) {
        if (refusal.code() == RefusalCode.NOT_SUPPORTED) {
            return answer("not_supported", refusal.detail());
        }
        if (refusal.code() == RefusalCode.TENANT_POLICY) {
            return answer("invalid_request", "Token type is not allowed.");
        }
        return "invalid_token".equals(refusal.code().error())
                ? answer("invalid_client", refusal.code().sentence())
                : null;
    }

    private static JsonObject answer(String error, String description) {
        return new JsonObject().put("error", error).put("error_description", description);
    }
}
