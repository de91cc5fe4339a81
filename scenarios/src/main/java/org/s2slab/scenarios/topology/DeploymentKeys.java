package org.s2slab.scenarios.topology;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.pki.CertificateAuthority;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.KeyPool;
import org.s2slab.pki.SigningKey;

/** The root authority of a deployment, and every signing certificate that lies ready in one of its nodes. */
public final class DeploymentKeys {
    private final CertificateAuthority authority;
    private final KeyPool pool;
    private final Clock clock;
    private final Map<String, Map<String, SigningKey>> ready = new LinkedHashMap<>();
    private int taken;

    /** @param folder of the root authority, made when absent */
    DeploymentKeys(Path folder, KeyPool pool, Clock clock) {
        this.authority = CertificateAuthority.at(folder, clock);
        this.pool = pool;
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
        return ready.computeIfAbsent("an outsider", name -> new LinkedHashMap<>())
                .computeIfAbsent(
                        "own", name -> authority.issueSigning(pool.take(taken++), "outsider.example", List.of()));
    }

    /** Issues the TLS certificate of a node and puts its signing certificates into its store. */
    void equip(NodePlan node, Path folder, Path store) {
        authority.issueTls(node.hosts(), true, folder.resolve("tls-key.pem"), folder.resolve("tls.pem"));
        CertificateStore certificates = new CertificateStore(store);
        Map<String, SigningKey> keys = ready.computeIfAbsent(node.name(), name -> new LinkedHashMap<>());
        node.certificates().forEach((name, plan) -> {
            SigningKey key = issue(plan);
            certificates.add(key);
            keys.put(name, key);
        });
    }

    /** Exchange's setup makes its certificate itself; everything else comes from the deployment's authority. */
    private SigningKey issue(CertificatePlan plan) {
        KeyPair pair = pool.take(taken++);
        return plan.subject().equals(CertificateTemplate.EXCHANGE_AUTH_NAME)
                ? CertificateTemplate.exchangeAuth(clock.instant()).selfSigned(pair)
                : authority.issueSigning(pair, plan.subject(), plan.alternatives());
    }
}
