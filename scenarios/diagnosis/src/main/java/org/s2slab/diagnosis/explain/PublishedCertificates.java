package org.s2slab.diagnosis.explain;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.pki.SigningKey;

/** The certificates that the nodes of a running deployment publish, by thumbprint in the form of tokens (x5t). */
final class PublishedCertificates {
    /**
     * A published certificate.
     *
     * @param node the node that publishes the certificate
     */
    record Known(String node, X509Certificate certificate) {}

    private final Map<String, Known> known = new LinkedHashMap<>();

    private PublishedCertificates() {}

    /** No certificates, for use without a running deployment. */
    static PublishedCertificates none() {
        return new PublishedCertificates();
    }

    /**
     * Reads the metadata documents of all running nodes. Blocks the calling thread.
     *
     * @param realms the realms in the token; an authorization server has a document for each realm
     */
    static PublishedCertificates of(RunningDeployment deployment, Set<String> realms) {
        PublishedCertificates certificates = new PublishedCertificates();
        for (var node : deployment.nodes()) {
            if (node.address().up()) {
                for (String path : paths(node.address(), realms)) {
                    certificates.read(node.address(), path, deployment.client());
                }
            }
        }
        return certificates;
    }

    private static List<String> paths(NodeAddress node, Set<String> realms) {
        return ProductPaths.of(node.role())
                .map(ProductPaths::metadata)
                .map(List::of)
                .orElseGet(() -> realms.stream()
                        .filter(realm -> realm.matches("[A-Za-z0-9.-]+"))
                        .map(realm -> "/metadata/json/1?realm=" + realm)
                        .toList());
    }

    private void read(NodeAddress node, String path, LabHttpClient client) {
        LabHttpClient.Answer answer = client.send(new LabHttpClient.Ask(
                        HttpMethod.GET,
                        node.host(),
                        node.port(),
                        path,
                        MultiMap.caseInsensitiveMultiMap(),
                        null,
                        node.connect()))
                .await();
        if (answer.status() != 200) {
            return;
        }
        try {
            for (X509Certificate certificate : in(answer.body().toJsonObject())) {
                known.putIfAbsent(SigningKey.x5t(certificate), new Known(node.name(), certificate));
            }
        } catch (DecodeException | ClassCastException e) {
            // The response is not a metadata document, so the keys of this node stay unknown.
        }
    }

    /** Every certificate in a document, whatever the names of its members are. */
    private static List<X509Certificate> in(@Nullable Object value) {
        List<X509Certificate> found = new ArrayList<>();
        if (value instanceof JsonObject object) {
            object.forEach(member -> found.addAll(in(member.getValue())));
        } else if (value instanceof JsonArray array) {
            array.forEach(each -> found.addAll(in(each)));
        } else if (value instanceof String text && text.startsWith("MII")) {
            certificate(text).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<X509Certificate> certificate(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (IllegalArgumentException | CertificateException e) {
            return Optional.empty();
        }
    }

    Optional<Known> byThumbprint(String x5t) {
        return Optional.ofNullable(known.get(x5t.replaceAll("=+$", "")));
    }

    boolean isEmpty() {
        return known.isEmpty();
    }
}
