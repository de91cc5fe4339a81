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

/** A running deployment for tests: its addresses, its root certificate, its clock, its cmdlets and its journal. */
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
     * @throws IllegalArgumentException when there is no such topology or scenario, both are empty, or the scenario
     *     belongs to another topology
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

    /** The URL of a node through {@link #proxy}, with its real name: {@code https://exchange.contoso.com}. */
    public URI url(String node) {
        return URI.create("https://" + node(node).plan().host());
    }

    /** The URL of a node for people's clients without a proxy: {@code https://localhost:PORT}. Tokens do not fit it. */
    public URI localUrl(String node) {
        return URI.create("https://localhost:" + node(node).port());
    }

    /** Every host name of the deployment with its address on this machine, for clients with a custom name resolver. */
    public Map<String, InetSocketAddress> hosts() {
        Map<String, InetSocketAddress> hosts = new LinkedHashMap<>();
        for (RunningNode node : topology.nodes()) {
            for (String host : node.plan().hosts()) {
                hosts.put(host, InetSocketAddress.createUnresolved("127.0.0.1", node.port()));
            }
        }
        return hosts;
    }

    /** The address of an HTTP proxy on the loopback address that tunnels to the nodes by their names only. */
    public InetSocketAddress proxy() {
        return proxy.address();
    }

    /** A key store with the deployment's root certificate and no other, for custom clients. */
    public KeyStore trustStore() {
        return trust.store();
    }

    /** A TLS context that trusts the deployment's root certificate and no other. */
    public SSLContext sslContext() {
        return trust.sslContext();
    }

    /** The PEM file of the deployment's root certificate. */
    public Path rootCertificate() {
        return topology.keys().rootFile();
    }

    /** A client that trusts the deployment and reaches its nodes by their names. */
    public HttpClient httpClient() {
        return httpClient;
    }

    /** Runs cmdlets with the credential of a node's administrator. */
    public CmdletRunner cmdlets(String node) {
        return new CmdletRunner(topology.managed(node(node)));
    }

    /** Makes tokens of any server of the deployment, for any audience. */
    public Tokens tokens() {
        return new Tokens(topology);
    }

    /** The hops of the deployment since the test began. */
    public HopAssertions journal() {
        return journal;
    }

    /** The deployment's clocks. */
    public LabClock clock() {
        return new LabClock(topology);
    }

    /** A user of the deployment with the password, by name or address; IllegalArgumentException when there is none. */
    public UserAccount person(String address) {
        return topology.plan()
                .person(address)
                .orElseThrow(() -> new IllegalArgumentException("there is no person '" + address + "' in topology '"
                        + topology.plan().name() + "'"));
    }

    /** The realm of a node: the last part of an audience. */
    public String realm(String node) {
        NodePlan plan = node(node).plan();
        return topology.plan().realmOf(plan);
    }

    /** One sentence for each internal failure of a node since the last call; blocks. */
    List<String> internalFailures() {
        return failures.problems();
    }

    /** The deployment itself, for tasks that this class does not offer: stopping and starting nodes. */
    public Deployment topology() {
        return topology;
    }

    private RunningNode node(String name) {
        return topology.serving(name);
    }

    /** Stops the deployment and removes its data; blocks. */
    @Override
    public void close() {
        proxy.close();
        deployment.close();
        keys.close();
    }
}
