package org.s2slab.junit;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.InternalFailureWatch;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.engine.text.FileSyntaxException;

/** A deployment that runs for tests: how it is reached, whom it trusts, and what happened in it. */
public final class RunningLab implements AutoCloseable {
    private final KeyRange keys;
    private final TemporaryDeployment deployment;
    private final Deployment topology;
    private final LabProxy proxy;
    private final LabTrust trust;
    private final HopAssertions journal;
    private final InternalFailureWatch failures;
    private final HttpClient httpClient;

    private RunningLab(KeyRange keys, TemporaryDeployment deployment) {
        this.keys = keys;
        this.deployment = deployment;
        this.topology = deployment.topology();
        this.proxy = LabProxy.start(deployment.workshop().vertx(), topology);
        this.trust = LabTrust.of(topology.keys().rootFile());
        this.failures = new InternalFailureWatch(topology);
        this.journal = new HopAssertions(topology, deployment.workshop());
        this.httpClient = HttpClient.newBuilder()
                .sslContext(trust.sslContext())
                .proxy(ProxySelector.of(proxy.address()))
                .build();
    }

    /**
     * Starts a deployment and plays a scenario on it; blocks.
     *
     * @param topology its bundled name or a file; may be empty where there is a scenario
     * @param scenario its bundled name or a file, or empty for none
     * @throws IllegalArgumentException when there is no such topology or scenario, both are empty, or the scenario is about
     *     another topology
     * @throws IllegalStateException when a step of the scenario fails
     */
    public static RunningLab start(String topology, String scenario) {
        DeploymentRequest opening;
        try {
            opening = DeploymentRequest.of(new ScenarioLibrary(), topology, scenario);
        } catch (FileSyntaxException e) {
            throw new IllegalArgumentException("@S2SLab: " + e.problem(), e);
        }
        KeyRange keys = KeyRange.take();
        try {
            RunningLab lab = new RunningLab(keys, opening.with(keys.keys()).start(Clock.systemUTC()));
            lab.journal.beginAnew();
            return lab;
        } catch (Exception e) {
            keys.close();
            throw e;
        }
    }

    /** Where a node is reached through {@link #proxy}, by its real name: {@code https://exchange.contoso.com}. */
    public URI url(String node) {
        return URI.create("https://" + node(node).plan().host());
    }

    /** Where people's clients reach a node without a proxy: {@code https://localhost:PORT}. Tokens do not fit there. */
    public URI localUrl(String node) {
        return URI.create("https://localhost:" + node(node).port());
    }

    /** Every host name of the deployment, and where on this machine it is served: for clients that resolve names by one's own code. */
    public Map<String, InetSocketAddress> hosts() {
        Map<String, InetSocketAddress> hosts = new LinkedHashMap<>();
        for (RunningNode node : topology.nodes()) {
            for (String host : node.plan().hosts()) {
                hosts.put(host, InetSocketAddress.createUnresolved("127.0.0.1", node.port()));
            }
        }
        return hosts;
    }

    /** An HTTP proxy on the loopback address that tunnels to the nodes by their names, and nowhere else. */
    public InetSocketAddress proxy() {
        return proxy.address();
    }

    /** A key store with the deployment's root certificate and nothing else, for clients that are to trust it. */
    public KeyStore trustStore() {
        return trust.store();
    }

    /** The same as a TLS context. */
    public SSLContext sslContext() {
        return trust.sslContext();
    }

    /** The same as a PEM file. */
    public Path rootCertificate() {
        return topology.keys().rootFile();
    }

    /** A client that trusts the deployment and reaches its nodes by their names. */
    public HttpClient httpClient() {
        return httpClient;
    }

    /** What a node's administrator types. */
    public CmdletRunner cmdlets(String node) {
        return new CmdletRunner(topology.managed(node(node)));
    }

    /** Tokens of any of its servers, for anybody. */
    public Tokens tokens() {
        return new Tokens(topology);
    }

    /** What happened in it since the test began. */
    public HopAssertions journal() {
        return journal;
    }

    /** Its clock. */
    public LabClock clock() {
        return new LabClock(topology);
    }

    /** Somebody who works there, by name or address, with their password; IllegalArgumentException when there is nobody. */
    public UserAccount person(String address) {
        return topology.plan()
                .person(address)
                .orElseThrow(() -> new IllegalArgumentException("there is no person '" + address + "' in topology '"
                        + topology.plan().name() + "'"));
    }

    /** The realm of a node, which audiences name. */
    public String realm(String node) {
        NodePlan plan = node(node).plan();
        return topology.plan().realmOf(plan);
    }

    /** One sentence for each failure of a node's own since this was last asked; blocks. */
    List<String> internalFailures() {
        return failures.problems();
    }

    /** The deployment itself, for what is not wrapped here: stopping and starting nodes. */
    public Deployment topology() {
        return topology;
    }

    private RunningNode node(String name) {
        return topology.serving(name);
    }

    /** Takes it down, and removes its data; blocks. */
    @Override
    public void close() {
        proxy.close();
        deployment.close();
        keys.close();
    }
}
