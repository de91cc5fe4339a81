package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonObject;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.s2slab.engine.product.SigningKeyState;
import org.s2slab.engine.product.TrustState;
import org.s2slab.pki.SigningKey;

/**
 * The end of the validity period of a certificate with which an on-premises server signs, or of the credential with
 * this certificate in a tenant.
 *
 * @param node the server
 * @param sentence what expires, without a full stop
 */
public record CertificateExpiry(String node, String sentence, Instant at) {
    /** The expiries of all servers, the next one first. Servers with one configuration have one certificate. */
    static List<CertificateExpiry> of(DeploymentState world) {
        List<CertificateExpiry> found = new ArrayList<>();
        for (TrustState server : world.distinct()) {
            Optional.ofNullable(server.keys().current())
                    .filter(current -> !server.address().online())
                    .ifPresent(current -> add(server, current, world, found));
        }
        found.sort(Comparator.comparing(CertificateExpiry::at).thenComparing(CertificateExpiry::sentence));
        return List.copyOf(found);
    }

    private static void add(
            TrustState server, X509Certificate current, DeploymentState world, List<CertificateExpiry> found) {
        String hex = SigningKeyState.hex(current);
        Instant end = current.getNotAfter().toInstant();
        found.add(new CertificateExpiry(
                server.name(), "the signing certificate " + hex + " of " + server.label() + " expires", end));
        String x5t = SigningKey.x5t(current);
        world.tenants()
                .values()
                .forEach(tenant -> tenant.principals()
                        .forEach(principal -> principal.credentials().stream()
                                .filter(credential -> credential.x5t().equals(x5t)
                                        && credential.end().isBefore(end))
                                .forEach(credential -> found.add(new CertificateExpiry(
                                        server.name(),
                                        "the credential " + hex + " of " + server.label()
                                                + " in the service principal '" + principal.name() + "' expires",
                                        credential.end())))));
    }

    public JsonObject toJson() {
        return new JsonObject().put("node", node).put("sentence", sentence).put("at", at);
    }
}
