package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

/** The root certificate authority of a deployment, and the signing certificates of the nodes in its topology. */
public final class DeploymentKeys {
    /** The file that maps thumbprints in a node's store to the names in the topology. */
    static final String NAMES = "certificates.json";

    private final CertificateAuthority authority;
    private final ReusableKeys shared;
    private final List<String> furtherHosts;
    private final Clock clock;
    private final Map<String, Map<String, SigningKey>> ready = new LinkedHashMap<>();
    private final Map<Prepared, SigningKey> sameKeys = new HashMap<>();
    private int taken;

    /** A certificate of the topology for all servers over one database. */
    private record Prepared(String database, String name, PlannedCertificate plan) {}

    /** @param folder the folder of the root authority, which is created if it is absent */
    DeploymentKeys(Path folder, ReusableKeys shared, Clock clock) {
        this(folder, shared, clock, List.of());
    }

    /** The keys of a deployment whose TLS certificates also cover the names and addresses by which clients reach it. */
    public DeploymentKeys(Path folder, LaunchContext launch, Exposure exposure) {
        this(folder, launch.keys(), launch.newClock(), exposure.furtherHosts());
    }

    private DeploymentKeys(Path folder, ReusableKeys shared, Clock clock, List<String> furtherHosts) {
        this.furtherHosts = List.copyOf(furtherHosts);
        this.authority = shared.authority(folder, clock);
        this.shared = shared;
        this.clock = clock;
    }

    /** The PEM file of the root certificate. */
    public Path rootFile() {
        return authority.rootFile();
    }

    /** A node's certificate with this name in the topology. */
    public SigningKey certificate(String node, String name) {
        Map<String, SigningKey> ofNode = ofNode(node);
        SigningKey key = ofNode.get(name);
        if (key == null) {
            throw new IllegalArgumentException(
                    "node '" + node + "' has no certificate '" + name + "'; it has " + ofNode.keySet());
        }
        return key;
    }

    /** The certificates of a node in the topology, by name. */
    public Map<String, SigningKey> ofNode(String node) {
        return ready.getOrDefault(node, Map.of());
    }

    /** A key that does not belong to any node of the deployment. */
    public SigningKey outsider() {
        PlannedCertificate plan = new PlannedCertificate("outsider.example", List.of());
        return ready.computeIfAbsent("an outsider", name -> new LinkedHashMap<>())
                .computeIfAbsent("own", name -> shared.signing(authority, plan, taken++, clock));
    }

    /**
     * Creates the TLS certificate for a node's hosts in its folder, and the signing certificates of the topology in its
     * store. Valid certificates of an earlier run are reused. Servers over one database have the same signing certificates, if the topology
     * describes them alike.
     */
    void equip(NodePlan node, Path folder, Path store) throws IOException {
        Path tls = folder.resolve("tls.pem");
        List<String> hosts = new ArrayList<>(node.hosts());
        hosts.addAll(furtherHosts);
        if (!proves(tls, hosts)) {
            writeTls(hosts, folder);
        }
        CertificateStore certificates = new CertificateStore(store);
        Path names = folder.resolve(NAMES);
        JsonObject known = Files.exists(names) ? new JsonObject(Files.readString(names)) : new JsonObject();
        Map<String, SigningKey> keys = ready.computeIfAbsent(node.name(), name -> new LinkedHashMap<>());
        new TreeMap<>(node.certificates()).forEach((name, plan) -> {
            Prepared prepared = new Prepared(node.database().orElse(node.name()), name, plan);
            SigningKey common = sameKeys.get(prepared);
            int number = common == null ? taken++ : 0;
            keys.put(
                    name,
                    certificates
                            .find(known.getString(name, ""))
                            .filter(key -> common == null || common.thumbprint().equals(key.thumbprint()))
                            .filter(key -> plan.dates() != null || isValid(key))
                            .orElseGet(() -> added(
                                    common == null ? shared.signing(authority, plan, number, clock) : common,
                                    certificates)));
            sameKeys.put(prepared, keys.get(name));
        });
        ready.putIfAbsent(node.poolName(), keys);
        keys.forEach((name, key) -> known.put(name, key.thumbprint()));
        OwnerOnlyFiles.writeUnsynced(names, known.encodePrettily().getBytes(StandardCharsets.UTF_8));
    }

    /** Creates a TLS certificate for these hosts in the files {@code tls.pem} and {@code tls-key.pem} of a folder. */
    void writeTls(List<String> hosts, Path folder) {
        authority.writeTls(shared.tls(authority, hosts), folder.resolve("tls-key.pem"), folder.resolve("tls.pem"));
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

    /**
     * Whether the TLS certificate in the file is from the current root and for these hosts. Its dates are not checked,
     * because it is valid longer than every deployment. A certificate for an IP address is made again at each start.
     */
    private boolean proves(Path file, List<String> hosts) {
        if (Files.notExists(file)) {
            return false;
        }
        List<X509Certificate> chain = PemFiles.readCertificates(file);
        return chain.get(chain.size() - 1).equals(authority.root())
                && CertificateDomains.of(chain.get(0)).missing(hosts).isEmpty();
    }
}
