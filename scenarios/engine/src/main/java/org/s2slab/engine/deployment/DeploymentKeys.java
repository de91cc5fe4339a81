package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.pki.CertificateAuthority;
import org.s2slab.pki.CertificateDomains;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.pki.PemFiles;
import org.s2slab.pki.SigningKey;

/** The root authority of a deployment, and every signing certificate that lies ready in one of its nodes. */
public final class DeploymentKeys {
    /** Which certificate of a node's store has which name in the topology, by thumbprint. */
    static final String NAMES = "certificates.json";

    private final CertificateAuthority authority;
    private final SharedKeys shared;
    private final Clock clock;
    private final Map<String, Map<String, SigningKey>> ready = new LinkedHashMap<>();
    private int taken;

    /** @param folder of the root authority, made when absent */
    DeploymentKeys(Path folder, SharedKeys shared, Clock clock) {
        this.authority = shared.authority(folder, clock);
        this.shared = shared;
        this.clock = clock;
    }

    /** The PEM file of the root certificate. */
    public Path rootFile() {
        return authority.rootFile();
    }

    /** The certificate a topology calls by this name in a node. */
    public SigningKey certificate(String node, String name) {
        Map<String, SigningKey> ofNode = ofNode(node);
        SigningKey key = ofNode.get(name);
        if (key == null) {
            throw new IllegalArgumentException(
                    "node '" + node + "' has no certificate '" + name + "'; it has " + ofNode.keySet());
        }
        return key;
    }

    /** Every certificate that lies ready in a node, by name. */
    public Map<String, SigningKey> ofNode(String node) {
        return ready.getOrDefault(node, Map.of());
    }

    /** A key that nobody in the deployment has. */
    public SigningKey outsider() {
        CertificatePlan plan = new CertificatePlan("outsider.example", List.of());
        return ready.computeIfAbsent("an outsider", name -> new LinkedHashMap<>())
                .computeIfAbsent("own", name -> shared.signing(authority, plan, taken++, clock));
    }

    /**
     * Sees that a node's folder has a TLS certificate for its hosts, and its store the signing certificates of the plan;
     * what an earlier run left there stays as long as it is good.
     */
    void equip(NodePlan node, Path folder, Path store) throws IOException {
        Path tls = folder.resolve("tls.pem");
        if (!proves(tls, node.hosts())) {
            authority.writeTls(shared.tls(authority, node.hosts()), folder.resolve("tls-key.pem"), tls);
        }
        CertificateStore certificates = new CertificateStore(store);
        Path names = folder.resolve(NAMES);
        JsonObject known = Files.exists(names) ? new JsonObject(Files.readString(names)) : new JsonObject();
        Map<String, SigningKey> keys = ready.computeIfAbsent(node.name(), name -> new LinkedHashMap<>());
        new TreeMap<>(node.certificates()).forEach((name, plan) -> {
            int number = taken++;
            keys.put(
                    name,
                    certificates
                            .find(known.getString(name, ""))
                            .filter(key -> plan.dates() != null || isValid(key))
                            .orElseGet(() -> added(shared.signing(authority, plan, number, clock), certificates)));
        });
        keys.forEach((name, key) -> known.put(name, key.thumbprint()));
        OwnerOnlyFiles.writeUnsynced(names, known.encodePrettily().getBytes(StandardCharsets.UTF_8));
    }

    private static SigningKey added(SigningKey key, CertificateStore certificates) {
        certificates.prepare(key);
        return key;
    }

    private boolean isValid(SigningKey key) {
        Instant now = clock.instant();
        return now.isBefore(key.certificate().getNotAfter().toInstant())
                && !now.isBefore(key.certificate().getNotBefore().toInstant());
    }

    /** TLS certificates outlive every deployment, so only another root or other hosts ask for a new one. */
    private boolean proves(Path file, List<String> hosts) {
        if (Files.notExists(file)) {
            return false;
        }
        List<X509Certificate> chain = PemFiles.readCertificates(file);
        return chain.get(chain.size() - 1).equals(authority.root())
                && CertificateDomains.of(chain.get(0)).missing(hosts).isEmpty();
    }
}
