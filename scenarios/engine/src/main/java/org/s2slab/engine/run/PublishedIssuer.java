package org.s2slab.engine.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.trust.AuthMetadata;

/**
 * The realm and the signing certificates that a running node publishes in its metadata document.
 *
 * @param realm the realm in the document's {@code issuer}; empty if {@code issuer} has no realm
 * @param thumbprints the thumbprints of the signing certificates, the current certificate first; empty if there is no
 *     certificate yet
 */
record PublishedIssuer(Optional<String> realm, List<String> thumbprints) {

    /** Reads the document; empty if the node does not publish a document, or is down. Blocks. */
    static Optional<PublishedIssuer> of(ManagedNode node) {
        return ProductPaths.of(node.role())
                .map(ProductPaths::metadata)
                .flatMap(path -> node.document(path)
                        .map(answer -> answer.status() == 200
                                ? Optional.of(read(answer.body().getBytes()))
                                : Optional.<PublishedIssuer>empty())
                        .otherwise(Optional.empty())
                        .await());
    }

    private static PublishedIssuer read(byte[] document) {
        String issuer = new JsonObject(new String(document, StandardCharsets.UTF_8)).getString("issuer");
        return new PublishedIssuer(
                Optional.ofNullable(issuer).map(PrincipalId::parse).map(PrincipalId::realm), thumbprints(document));
    }

    private static List<String> thumbprints(byte[] document) {
        try {
            return AuthMetadata.parse(document).signingCertificates().stream()
                    .map(SigningKey::thumbprint)
                    .toList();
        } catch (Refusal | IllegalArgumentException withoutKeys) {
            return List.of();
        }
    }

    /** The current signing key of a node; empty if the node does not publish its certificate. Blocks. */
    static Optional<SigningKey> currentKey(ManagedNode node) {
        return of(node).flatMap(issuer -> issuer.thumbprints().stream().findFirst())
                .flatMap(NodeFolderReader.store(node.address().folder())::find);
    }

    /** The current signing key that an authorization server has generated. No topology contains it. Blocks. */
    static SigningKey keyMadeBy(ManagedNode authz) {
        CmdletCall show = ProductCmdlets.of(authz.address()).showSigning();
        JsonArray keys = authz.run(show.cmdlet(), show.arguments(), null)
                .await()
                .body()
                .toJsonObject()
                .getJsonArray("output", new JsonArray());
        CertificateStore store = NodeFolderReader.store(authz.address().folder());
        return keys.stream()
                .map(JsonObject.class::cast)
                .filter(key -> "CURRENT".equals(key.getString("Use")))
                .flatMap(key -> store.find(key.getString("Thumbprint")).stream())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("node '" + authz.name() + "' has no key that it signs with"));
    }
}
