package org.s2slab.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.config.HostsFile;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.OnlineConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.config.RequestLimits;
import org.s2slab.config.UserAccount;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.CertificateAuthority;
import org.s2slab.pki.TlsOptions;
import org.s2slab.trace.IdGenerator;

/**
 * The files of a deployment in a temporary folder: its root authority, its hosts, its people, and the configurations of
 * its nodes.
 */
public final class TestDeployment {
    public static final String PASSWORD = "Passw0rd!";

    private final Path folder;
    private final CertificateAuthority authority;
    private final HostsFile hosts = new HostsFile();

    public TestDeployment(Path folder) {
        this.folder = folder;
        this.authority = CertificateAuthority.at(folder.resolve("root"), new TestClock());
    }

    /** A person who is enabled for mail and Lync: {@code anna} is anna@contoso.com. */
    public static UserAccount person(String name) {
        String address = name + "@contoso.com";
        String sid = "s-1-5-21-1004336348-1177238915-682003330-" + (1000 + Math.floorMod(name.hashCode(), 9000));
        return new UserAccount(name, address, List.of(address), address, sid, PASSWORD, null, null, null);
    }

    /** The person with a disabled account. */
    public static UserAccount disabled(UserAccount person) {
        return new UserAccount(
                person.name(),
                person.upn(),
                person.smtp(),
                person.sip(),
                person.sid(),
                person.password(),
                false,
                person.mailbox(),
                person.forest());
    }

    /**
     * Creates the configuration of a node: free ports on loopback, a separate data folder, and a TLS certificate for
     * its hosts.
     */
    public NodeConfig config(String name, List<String> hostNames, List<UserAccount> people) {
        Path key = folder.resolve(name + "-key.pem");
        Path certificate = folder.resolve(name + ".pem");
        authority.issueTls(hostNames, true, key, certificate);
        return new NodeConfig(
                name,
                "contoso.com",
                new NodeConfig.Network(hostNames, null, null, null, null, null, null),
                new NodeConfig.Tls(key, certificate, authority.rootFile()),
                folder.resolve(name),
                people,
                folder.resolve("directory"),
                null,
                null,
                new NodeConfig.Simulation(null, null, null, null, null));
    }

    /** The configuration of the node with its data on a PostgreSQL server. */
    public static NodeConfig on(PostgresConfig database, NodeConfig config) {
        return with(config, config.tls(), config.data(), database, config.online(), config.simulation());
    }

    /** The configuration of the node in a deployment with these pools: the host names of the servers by pool. */
    public static NodeConfig pooled(NodeConfig config, Map<String, List<String>> pools) {
        NodeConfig.Network network = config.network();
        return new NodeConfig(
                config.name(),
                config.domain(),
                new NodeConfig.Network(
                        network.hosts(),
                        network.listen(),
                        network.management(),
                        network.reachedAs(),
                        network.hostsFile(),
                        network.telemetry(),
                        pools),
                config.tls(),
                config.data(),
                config.people(),
                config.directory(),
                config.database(),
                config.online(),
                config.simulation());
    }

    /** The configuration of the node as an online service of a tenant. */
    public static NodeConfig online(NodeConfig config, OnlineConfig online) {
        return with(config, config.tls(), config.data(), config.database(), online, config.simulation());
    }

    /** The configuration of the node with other limits. */
    public static NodeConfig limited(NodeConfig config, Map<String, Object> limits) {
        var simulation = new NodeConfig.Simulation(
                config.simulation().adjustableClock(),
                config.simulation().asTheProductDoes(),
                RequestLimits.of(limits),
                config.simulation().policies(),
                config.simulation().policyDates());
        return with(config, config.tls(), config.data(), config.database(), config.online(), simulation);
    }

    /** The configuration of the node with other policies of online services. */
    public static NodeConfig governed(NodeConfig config, PolicyMode policies, TenantDates dates) {
        var simulation = new NodeConfig.Simulation(
                config.simulation().adjustableClock(),
                config.simulation().asTheProductDoes(),
                config.simulation().limits(),
                policies,
                dates);
        return with(config, config.tls(), config.data(), config.database(), config.online(), simulation);
    }

    /** The configuration of the node with another data folder. */
    public static NodeConfig keptIn(NodeConfig config, Path data) {
        return with(config, config.tls(), data, config.database(), config.online(), config.simulation());
    }

    /** The same node, which trusts the TLS certificates of another root. */
    public static NodeConfig trusting(NodeConfig config, Path trustedRoots) {
        var tls = new NodeConfig.Tls(config.tls().tlsKey(), config.tls().tlsCertificate(), trustedRoots);
        return with(config, tls, config.data(), config.database(), config.online(), config.simulation());
    }

    private static NodeConfig with(
            NodeConfig config,
            NodeConfig.Tls tls,
            Path data,
            @Nullable PostgresConfig database,
            @Nullable OnlineConfig online,
            NodeConfig.Simulation simulation) {
        return new NodeConfig(
                config.name(),
                config.domain(),
                config.network(),
                tls,
                data,
                config.people(),
                config.directory(),
                database,
                online,
                simulation);
    }

    public CertificateAuthority authority() {
        return authority;
    }

    public HostsFile hosts() {
        return hosts;
    }

    /** Registers the local port that serves a host. */
    public void serves(String host, int port) {
        hosts.put(host, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    public NodeEnvironment environment(Clock clock) {
        return new NodeEnvironment(clock, IdGenerator.seeded(1), hosts);
    }

    /** Creates an HTTP client that trusts this deployment's root authority. */
    public HttpClient client(Vertx vertx) {
        return vertx.createHttpClient(TlsOptions.client(authority.rootFile()));
    }
}
