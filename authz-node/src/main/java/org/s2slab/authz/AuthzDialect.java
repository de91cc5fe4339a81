package org.s2slab.authz;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.graph.GraphErrors;
import org.s2slab.http.Dialect;
import org.s2slab.http.HeaderText;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The metadata document and the error responses of the authorization server (protocol sections 3.4 and 5.3). */
final class AuthzDialect implements Dialect {
    /** The name of Access Control Service in its metadata and certificates. */
    static final String NAME = "accounts.accesscontrol.windows.net";

    private final GraphErrors graph;

    AuthzDialect(Clock clock) {
        graph = new GraphErrors(clock);
    }

    /** Empty, because the server has no common document: {@link TenantMetadataEndpoint} serves one per tenant. */
    @Override
    public List<String> metadataPaths() {
        return List.of();
    }

    @Override
    public JsonObject metadata(PrincipalId self, List<SigningKey> keys, String host) {
        return document(self, keys.stream().map(SigningKey::certificate).toList(), host);
    }

    /** The metadata document, with the keys of every instance of this server. */
    JsonObject document(PrincipalId self, List<X509Certificate> keys, String host) {
        JsonArray published = new JsonArray(keys.stream().map(AuthzDialect::key).toList());
        String base = "https://" + host + "/" + self.realm();
        return new JsonObject()
                .put("version", "1.0")
                .put("name", NAME)
                .put("realm", self.realm())
                .put("serviceName", self.id())
                .put("issuer", self.toString())
                .put("allowedAudiences", new JsonArray().add(self.id() + "/" + host + "@" + self.realm()))
                .put("keys", published)
                .put(
                        "endpoints",
                        new JsonArray()
                                .add(endpoint(base + "/tokens/OAuth/2", "OAuth2", "issuance"))
                                .add(endpoint(base + "/tokens/delegation/1", "DelegationIssuance1.0", "issuance"))
                                .add(endpoint(base + "/mgmt/delegation/1", "DelegationManagement1.0", "management")));
    }

    /** Adds the challenge of Microsoft Graph, the only endpoint of this server that accepts tokens. */
    @Override
    public void challenge(
            MultiMap headers, PrincipalId self, List<PrincipalId> trusted, @Nullable Refusal refusal, String host) {
        headers.add("Cache-Control", "no-store");
        headers.add(
                "WWW-Authenticate",
                "Bearer realm=\"\", authorization_uri="
                        + HeaderText.quote("https://" + host + "/common/oauth2/authorize") + ", client_id=\""
                        + WellKnownPrincipals.GRAPH + "\"");
    }

    /**
     * The error of Microsoft Graph for a token that is refused before its endpoint is known; otherwise null, for the lab's
     * plain format. The token endpoints write their own bodies.
     */
    @Override
    public @Nullable JsonObject body(Refusal refusal, String traceId) {
        return refusal.code() == RefusalCode.TOKEN_FORM ? graph.body(refusal, traceId, traceId) : null;
    }

    private static JsonObject endpoint(String location, String protocol, String usage) {
        return new JsonObject()
                .put("location", location)
                .put("protocol", protocol)
                .put("usage", usage);
    }

    private static JsonObject key(X509Certificate certificate) {
        return new JsonObject()
                .put("usage", "signing")
                .put("keyinfo", new JsonObject().put("x5t", SigningKey.x5t(certificate)))
                .put(
                        "keyvalue",
                        new JsonObject()
                                .put("type", "x509Certificate")
                                .put("value", CertificateEncoding.text(certificate)));
    }
}
